package pairmill.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import pairmill.cli.Printable;
import pairmill.cli.WrongUseException;
import pairmill.models.Model;
import pairmill.models.ModelShelf;

/// Cards by the names that somebody typed.
final class ModelNames {
  private static final int LONGEST = 100;

  private ModelNames() {}

  static List<Model> find(ModelShelf shelf, List<String> names) throws IOException {
    List<Model> cards = shelf.cards();
    List<Model> found = new ArrayList<>();
    for (String name : names) {
      Optional<Model> card = cards.stream().filter(each -> each.name().equals(name)).findFirst();
      found.add(card.orElseThrow(() -> unknown(name, cards)));
    }
    return found.stream().distinct().toList();
  }

  private static WrongUseException unknown(String name, List<Model> cards) {
    return new WrongUseException(
        "%s: no such model; there are %s"
            .formatted(
                Printable.of(name, LONGEST),
                cards.stream().map(Model::name).collect(Collectors.joining(", "))));
  }
}
