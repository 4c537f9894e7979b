package pairmill.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.models.Cards;
import pairmill.models.Catalog;
import pairmill.models.Model;
import pairmill.models.ModelFile;
import pairmill.models.ModelFolder;
import pairmill.models.ModelShelf;
import pairmill.models.Role;
import pairmill.score.ScorerSpec;

/// The known models at work together.
final class RosterTest {
  @TempDir Path folder;

  /// A known model with files of no content.
  private ModelFolder known(String name) throws IOException {
    Model card = Catalog.find(name).orElseThrow();
    Path place = Files.createDirectories(folder.resolve(name));
    List<ModelFile> files = new ArrayList<>();
    for (ModelFile file : card.files()) {
      Files.createFile(place.resolve(file.name()));
      files.add(new ModelFile(file.name(), null, null, null, Map.of(), Map.of()));
    }
    Model here =
        new Model(
            name,
            card.role(),
            card.space(),
            card.licence(),
            card.about(),
            files,
            card.splits(),
            card.thresholds(),
            card.survivors(),
            card.pixels());
    Files.write(place.resolve(Cards.NAME), Cards.bytes(here));
    return ModelShelf.open(place);
  }

  private Roster roster(ModelFolder clip, ModelFolder... fetched) throws IOException {
    List<ModelFolder> others = new ArrayList<>(List.of(fetched));
    others.addAll(new ModelShelf(Path.of("no-such-folder")).all());
    return Roster.of(clip, others);
  }

  private static @Nullable String name(@Nullable ModelFolder model) {
    return model == null ? null : model.model().name();
  }

  @Test
  void withoutALargerModelTheFirstHeadTellsAesthetic() throws IOException {
    Roster roster = roster(known("clip-vit-b32"));
    assertEquals("aesthetic-v1-b32", name(roster.aesthetic()));
    assertEquals("nsfw-b32", name(roster.unsafe()));
    assertNull(roster.survivors());
    assertNull(roster.faces());
    assertEquals(1, roster.texts().size());
  }

  @Test
  void onSurvivorsTheSecondHeadTellsAesthetic() throws IOException {
    Roster roster =
        roster(
            known("clip-vit-b32"),
            known("clip-vit-l14"),
            known("clip-vit-b32-multilingual"),
            known("ultraface-rfb-320"));
    assertEquals("aesthetic-v2-l14", name(roster.aesthetic()));
    assertEquals("nsfw-b32", name(roster.unsafe()));
    assertEquals("clip-vit-l14", name(roster.survivors()));
    assertEquals("ultraface-rfb-320", name(roster.faces()));
    assertEquals(
        List.of("clip-vit-b32", "clip-vit-b32-multilingual"),
        roster.texts().stream().map(RosterTest::name).toList());
  }

  @Test
  void everyFileOfACardIsNamedAndNoOtherHoldsWeights() throws IOException {
    Path place = Files.createDirectories(folder.resolve("external"));
    byte[] graph =
        new DrawnGraph()
            .input("x", DrawnGraph.FLOAT, -1, 3)
            .constantIn("weights.bin", "w", 3)
            .bytes();
    Files.write(place.resolve("image.onnx"), graph);
    Files.write(place.resolve("weights.bin"), new byte[12]);
    List<ModelFile> files = new ArrayList<>();
    files.add(new ModelFile("image.onnx", null, null, null, Map.of(), Map.of()));
    IOException e =
        assertThrows(IOException.class, () -> Roster.of(external(place, files), List.of()).used());
    assertEquals(
        "[%s] keeps weights in 'weights.bin', and model.json must name that file"
            .formatted(place.resolve("image.onnx")),
        e.getMessage());
    files.add(new ModelFile("weights.bin", null, null, null, Map.of(), Map.of()));
    assertEquals(
        List.of("image.onnx", "weights.bin"),
        Roster.of(external(place, files), List.of()).used().stream()
            .map(ScorerSpec.Used::file)
            .toList());
  }

  private static ModelFolder external(Path place, List<ModelFile> files) throws IOException {
    Model model =
        new Model(
            "external",
            Role.CLIP,
            "external",
            "MIT",
            "Weights beside it.",
            files,
            List.of(),
            Map.of(),
            null,
            null);
    Files.write(place.resolve(Cards.NAME), Cards.bytes(model));
    return ModelShelf.open(place);
  }
}
