package pairmill.models;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Fetches one model in a process of its own: card, cache and hub are its arguments.
final class FetchMain {
  private FetchMain() {}

  public static void main(String[] args) throws Exception {
    Model model = Cards.read(Path.of(args[0]));
    try (Hub hub = new Hub(args[2], "Pairmill/test", Duration.ofSeconds(20))) {
      ModelShelf shelf = new ModelShelf(Path.of(args[1]), List.of(model));
      new ModelFetch(shelf, hub, FetchProgress.NONE).fetch(model);
    }
  }
}
