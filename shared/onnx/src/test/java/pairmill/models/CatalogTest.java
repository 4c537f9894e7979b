package pairmill.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the cards for machines say, those for people say too, and the other way round.
final class CatalogTest {
  // Tests run in their module's folder.
  private static final Path MODELS = Path.of("..", "..", "models");
  private static final Pattern SHA256 = Pattern.compile("\\b[0-9a-f]{64}\\b");

  private static String card(Model model) throws IOException {
    return Files.readString(MODELS.resolve(model.name()).resolve("card.md"));
  }

  @Test
  void everyModelHasACardThatSaysTheSame() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Model model : Catalog.known()) {
      String card = card(model);
      List<String> facts =
          new ArrayList<>(List.of("# " + model.name(), "Licence: " + model.licence()));
      for (ModelFile file : model.files()) {
        ModelFile.Source source = file.source();
        facts.add(
            "| `%s` | %,d | `%s` | %s"
                .formatted(
                    file.name(),
                    file.bytes(),
                    file.sha256(),
                    source == null
                        ? "the program itself"
                        : "[%s](https://huggingface.co/%1$s) @ `%s`, `%s`"
                            .formatted(source.repository(), source.revision(), source.path())));
        file.inputs().keySet().forEach(name -> facts.add("`" + name + "`"));
        file.outputs().keySet().forEach(name -> facts.add("`" + name + "`"));
      }
      model.thresholds().values().forEach(value -> facts.add(" " + value));
      facts.addAll(List.of("\n## Thresholds\n", "\n## Limits\n"));
      facts.stream()
          .filter(fact -> !card.contains(fact))
          .forEach(fact -> missing.add(model.name() + ": " + fact));
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void cardsNameNoOtherHashes() throws IOException {
    for (Model model : Catalog.known()) {
      TreeSet<String> named = new TreeSet<>();
      Matcher matcher = SHA256.matcher(card(model));
      while (matcher.find()) {
        named.add(matcher.group());
      }
      TreeSet<String> known = new TreeSet<>();
      model.files().forEach(file -> known.add(String.valueOf(file.sha256())));
      assertEquals(known, named, model.name());
    }
  }

  @Test
  void everyFolderWithAGraphIsAKnownModelOrHasACardOfItsOwn() throws IOException {
    try (Stream<Path> folders = Files.list(MODELS)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        boolean known = Catalog.find(String.valueOf(folder.getFileName())).isPresent();
        boolean own = Files.exists(folder.resolve(Cards.NAME));
        boolean graph =
            Files.exists(folder.resolve("model.onnx"))
                || Files.exists(folder.resolve("image.onnx"));
        assertTrue(known || own || !graph, folder + " has a graph and no card");
        if (own) {
          ModelShelf.open(folder);
        }
      }
    }
  }

  @Test
  void headsComeWithTheirLicence() throws IOException {
    for (ModelFolder head : new ModelShelf(Path.of("none")).all()) {
      String licence = Files.readString(MODELS.resolve(head.model().name()).resolve("LICENSE"));
      String first = head.model().licence().equals("MIT") ? "MIT License" : "Apache License";
      assertEquals(first, licence.lines().findFirst().orElse("").strip());
    }
  }

  @Test
  void towersAndHeadsShareTheirSpaces() {
    for (Model model : Catalog.known()) {
      String space = model.space();
      assertTrue(space == null || Catalog.find(space).isPresent(), model.name());
      String survivors = model.survivors();
      assertTrue(survivors == null || Catalog.find(survivors).isPresent(), model.name());
    }
  }

  @Test
  void everythingFetchedHasAKnownSizeAndHash() {
    for (Model model : Catalog.known()) {
      for (ModelFile file : model.files()) {
        assertTrue(file.bytes() != null && file.sha256() != null, model.name());
      }
    }
  }
}
