package pairmill.cli.command;

import static com.fasterxml.jackson.databind.SerializationFeature.INDENT_OUTPUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.run.Json;

/// Against PyTorch's answers beside the test double.
final class EmbedCommandTest {
  private static final int HEADER = 128;
  private static final int DIMENSIONS = 512;

  @TempDir private Path folder;

  private static JsonNode golden() throws IOException {
    return Json.MAPPER.readTree(Files.readAllBytes(TestDouble.FOLDER.resolve("golden.json")));
  }

  private List<float[]> embed(int code, Object... source) throws IOException {
    Path out = folder.resolve("out.npy");
    List<Object> words =
        new ArrayList<>(List.of("embed", "--model", TestDouble.FOLDER, "--out", out));
    words.addAll(List.of(source));
    Invocation run = Invocation.of(words.toArray());
    assertEquals(code, run.code(), run.err());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(HEADER);
    List<float[]> rows = new ArrayList<>();
    while (bytes.hasRemaining()) {
      float[] row = new float[DIMENSIONS];
      bytes.asFloatBuffer().get(row);
      bytes.position(bytes.position() + DIMENSIONS * Float.BYTES);
      rows.add(row);
    }
    return rows;
  }

  private static void assertNear(JsonNode expected, float[] row, double tolerance, String what) {
    assertEquals(DIMENSIONS, expected.size());
    for (int i = 0; i < DIMENSIONS; i++) {
      assertEquals(expected.get(i).asDouble(), row[i], tolerance, what);
    }
  }

  @Test
  void textsAreEmbeddedAsByPyTorch() throws IOException {
    JsonNode known = golden().get("embedded");
    assertFalse(known.isEmpty());
    StringBuilder lines = new StringBuilder();
    StringBuilder ids = new StringBuilder();
    for (JsonNode text : known) {
      lines
          .append(Json.MAPPER.writer().without(INDENT_OUTPUT).writeValueAsString(text))
          .append("\n");
      text.get("ids").forEach(id -> ids.append(id.asLong()).append(' '));
    }
    Path texts = Files.writeString(folder.resolve("texts.jsonl"), lines);
    Path idLines = folder.resolve("ids.jsonl");
    List<float[]> rows = embed(0, "--texts", texts, "--ids", idLines);
    assertEquals(known.size(), rows.size());
    for (int i = 0; i < known.size(); i++) {
      assertNear(
          known.get(i).get("embedding"), rows.get(i), 1e-5, known.get(i).get("text").asText());
    }
    assertEquals(ids.toString(), Files.readString(idLines).replaceAll("[^0-9]+", " ").substring(1));
  }

  @Test
  void picturesAreEmbeddedAsByPyTorch() throws IOException {
    List<JsonNode> known = new ArrayList<>();
    List<Object> source = new ArrayList<>(List.of("--images"));
    for (JsonNode image : golden().get("pictures")) {
      if (image.has("file")) {
        known.add(image);
        source.add(TestDouble.FOLDER.resolve(image.get("file").asText()));
      }
    }
    assertFalse(known.isEmpty());
    List<float[]> rows = embed(0, source.toArray());
    assertEquals(known.size(), rows.size());
    for (int i = 0; i < known.size(); i++) {
      assertNear(
          known.get(i).get("embedding"), rows.get(i), 1e-2, known.get(i).get("file").asText());
    }
  }

  @Test
  void pictureThatCannotBeReadIsNamedAndItsRowZeros() throws IOException {
    Path text = Files.writeString(folder.resolve("a.jpg"), "no picture");
    Path good = TestDouble.FOLDER.resolve(golden().get("pictures").findValue("file").asText());
    List<float[]> rows = embed(1, "--images", text, good);
    assertEquals(2, rows.size());
    for (float value : rows.getFirst()) {
      assertEquals(0, value);
    }
    assertTrue(Math.abs(rows.getLast()[0]) > 0);
  }

  @Test
  void nothingIsLeftOfAFileThatIsNoArray() throws IOException {
    Path pixels = Files.writeString(folder.resolve("crops.npy"), "no array");
    Path out = folder.resolve("out.npy");
    Invocation run =
        Invocation.of("embed", "--model", TestDouble.FOLDER, "--pixels", pixels, "--out", out);
    assertEquals(3, run.code());
    assertEquals("pairmill embed: " + pixels + ": no .npy file\n", run.err());
    assertFalse(Files.exists(out));
  }

  private String refusal(Object... more) {
    List<Object> words = new ArrayList<>(List.of("embed", "--model", TestDouble.FOLDER));
    words.addAll(List.of(more));
    Invocation run = Invocation.of(words.toArray());
    assertEquals(2, run.code(), run.err());
    return run.err().strip();
  }

  @Test
  void theEmbeddingsTakeThePlaceOfNoDeviceAndNoFolder() throws IOException {
    Path texts = Files.writeString(folder.resolve("texts.txt"), "a cat\n");
    assertEquals(
        "pairmill embed: --out " + folder + ": is not a file",
        refusal("--texts", texts, "--out", folder));
    assertTrue(Files.isDirectory(folder));
    Path nowhere = folder.resolve("no/out.npy");
    assertEquals(
        "pairmill embed: " + nowhere.getParent() + ": no such folder",
        refusal("--texts", texts, "--out", nowhere));
  }

  @Test
  void noInputIsOverwritten() throws IOException {
    Path texts = Files.writeString(folder.resolve("texts.txt"), "a cat\n");
    Path out = folder.resolve("out.npy");
    assertEquals(
        "pairmill embed: " + texts + ": is an input as well",
        refusal("--texts", texts, "--out", out, "--ids", texts));
    assertEquals(
        "pairmill embed: " + texts + ": is an input as well",
        refusal("--texts", texts, "--out", texts));
    assertEquals(
        "pairmill embed: " + out + ": --out and --ids are the same file",
        refusal("--texts", texts, "--out", out, "--ids", out));
    assertEquals("a cat\n", Files.readString(texts));
  }

  @Test
  void aModelThatReadsNoTextsIsRefused() throws IOException {
    Path texts = Files.writeString(folder.resolve("texts.txt"), "a cat\n");
    Path out = folder.resolve("out.npy");
    Invocation run = Invocation.of("embed", "--model", "nsfw-b32", "--texts", texts, "--out", out);
    assertEquals(2, run.code());
    assertEquals("pairmill embed: --model nsfw-b32: no model of captions\n", run.err());
  }

  @Test
  void aPictureThatIsTooLargeForAnyRunIsNotReadAtAll() throws IOException {
    Path huge = folder.resolve("huge.jpg");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(3_000_000_000L);
    }
    assertEquals(1, embed(1, "--images", huge).size());
  }
}
