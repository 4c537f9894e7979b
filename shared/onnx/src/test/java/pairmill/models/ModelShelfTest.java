package pairmill.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.models.ModelCheck.State;
import pairmill.store.Digest;

final class ModelShelfTest {
  private static final List<String> HEADS =
      List.of("aesthetic-v1-b32", "aesthetic-v2-l14", "aesthetic-v1-l14", "nsfw-b32", "nsfw-l14");

  private static final String CARD =
      """
      {"name": "marks", "role": "WATERMARK", "licence": "MIT", "about": "",
       "files": [{"name": "model.onnx", "bytes": 3, "sha256": %s}],
       "pixels": {"width": 256, "height": 256, "mean": [0.5, 0.5, 0.5], "std": [1, 1, 1],
                  "channelsLast": false, "softmax": true, "classes": [0]}}
      """;

  @TempDir private Path cache;

  private ModelShelf shelf() {
    return new ModelShelf(cache);
  }

  private Path put(String name, String text) throws IOException {
    Path file = cache.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static List<String> names(List<ModelFolder> folders) {
    return folders.stream().map(folder -> folder.model().name()).toList();
  }

  @Test
  void headsAreAlwaysHere() throws IOException {
    assertEquals(HEADS, names(new ModelShelf(cache.resolve("none")).all()));
    for (ModelFolder head : shelf().all()) {
      ModelFile file = head.model().files().getFirst();
      assertEquals(file.bytes(), (long) head.bytes("model.onnx").length);
      assertEquals(file.sha256(), head.sha256("model.onnx"));
      assertThrows(IllegalStateException.class, () -> head.path("model.onnx"));
    }
  }

  @Test
  void modelIsHereWhenAllItsFilesAreInTheirSizes() throws IOException {
    Model model = Catalog.find("ultraface-rfb-320").orElseThrow();
    assertEquals(Optional.empty(), shelf().find(model.name()));
    Path file = put("ultraface-rfb-320/model.onnx", "too short");
    assertEquals(Optional.empty(), shelf().find(model.name()));
    Files.write(file, new byte[1_270_727]);
    ModelFolder found = shelf().find(model.name()).orElseThrow();
    assertEquals(file, found.path("model.onnx"));
    assertEquals(
        "[%s] is damaged: expected sha256 %s, found %s"
            .formatted(file, model.files().getFirst().sha256(), Digest.sha256(new byte[1_270_727])),
        assertThrows(IOException.class, () -> found.sha256("model.onnx")).getMessage());
  }

  @Test
  void modelWithACardOfItsOwnIsTaken() throws IOException {
    put("marks/model.json", CARD.formatted("null"));
    assertEquals(HEADS, names(shelf().all()));
    put("marks/model.onnx", "abc");
    ModelFolder found = shelf().all().getLast();
    assertEquals("marks", found.model().name());
    assertArrayEquals(new byte[] {'a', 'b', 'c'}, found.bytes("model.onnx"));
    assertThrows(IllegalArgumentException.class, () -> found.path("../other"));
  }

  @Test
  void cardOfAnotherNameThanItsFolderIsRefused() throws IOException {
    Path card = put("other/model.json", CARD.formatted("null"));
    assertEquals(
        "[" + card + "] name must be that of its folder, 'other', not 'marks'",
        assertThrows(IOException.class, () -> shelf().all()).getMessage());
  }

  @Test
  void cardInTheFolderOfAKnownModelDoesNotChangeIt() throws IOException {
    put("nsfw-b32/model.json", "garbage");
    put("nsfw-b32/model.onnx", "abc");
    ModelFolder head = shelf().find("nsfw-b32").orElseThrow();
    assertEquals(74_509, head.bytes("model.onnx").length);
  }

  @Test
  void otherThingsInTheCacheAreLeftAlone() throws IOException {
    put("models.lock.json", "{}");
    put("notes/readme.txt", "");
    put(".fetch.lock", "");
    assertEquals(HEADS, names(shelf().all()));
  }

  @Test
  void folderWithACardIsOpened() throws IOException {
    put("anywhere/model.json", CARD.formatted("null"));
    Path folder = cache.resolve("anywhere");
    assertEquals(
        "[" + folder.resolve("model.onnx") + "] must be a file of 3 bytes, as model.json says",
        assertThrows(IOException.class, () -> ModelShelf.open(folder)).getMessage());
    put("anywhere/model.onnx", "abc");
    assertEquals("marks", ModelShelf.open(folder).model().name());
  }

  @Test
  void folderWithoutACardIsABareModel() throws IOException {
    put("My Model!/text.onnx", "t");
    put("My Model!/image.onnx", "i");
    put("My Model!/tokenizer.json", "{}");
    Model model = ModelShelf.open(cache.resolve("My Model!")).model();
    assertEquals("my-model", model.name());
    assertEquals(Role.CLIP, model.role());
    assertEquals("my-model", model.space());
    assertEquals(
        List.of("image.onnx", "text.onnx", "tokenizer.json"),
        model.files().stream().map(ModelFile::name).toList());
    assertTrue(model.thresholds().isEmpty());
  }

  @Test
  void folderWithoutAModelIsRefused() throws IOException {
    put("empty/tokenizer.json", "{}");
    for (String name : List.of("empty", "none")) {
      Path folder = cache.resolve(name);
      assertEquals(
          "[" + folder + "] must be a folder with a model: model.json, or image.onnx and text.onnx",
          assertThrows(IOException.class, () -> ModelShelf.open(folder)).getMessage());
    }
  }

  @Test
  void checksTellHowEachFileStands() throws IOException {
    put("marks/model.json", CARD.formatted("\"" + "0".repeat(64) + "\""));
    Model model = shelf().cards().getLast();
    assertEquals(State.MISSING, ModelCheck.of(shelf(), model).getFirst().state());
    put("marks/model.onnx", "ab");
    assertEquals("expected 3 bytes, found 2", ModelCheck.of(shelf(), model).getFirst().sentence());
    put("marks/model.onnx", "abc");
    ModelCheck wrong = ModelCheck.of(shelf(), model).getFirst();
    assertEquals(State.DAMAGED, wrong.state());
    // SHA-256 of "abc": FIPS 180-2, appendix B.1.
    String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertEquals("expected sha256 " + "0".repeat(64) + ", found " + abc, wrong.sentence());
    put("marks/model.json", CARD.formatted("\"" + abc + "\""));
    assertEquals(State.OK, ModelCheck.of(shelf(), shelf().cards().getLast()).getFirst().state());
    Model head = Catalog.find("nsfw-l14").orElseThrow();
    assertEquals(State.OK, ModelCheck.of(shelf(), head).getFirst().state());
  }
}
