package pairmill.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CardsTest {
  private static final String CARD =
      """
      {"name": "marks", "role": "WATERMARK", "licence": "MIT", "about": "Marks.",
       "files": [{"name": "model.onnx", "bytes": 12, "sha256": null,
                  "source": {"repository": "a/b", "revision": "c", "path": "d/e"}}],
       "pixels": {"width": 256, "height": 256, "mean": [0.5, 0.5, 0.5], "std": [1, 1, 1],
                  "channelsLast": false, "softmax": true, "classes": [0]}}
      """;

  @TempDir private Path folder;

  private Path card(String json) throws IOException {
    return Files.writeString(folder.resolve("model.json"), json);
  }

  private String refusal(String json) throws IOException {
    Path card = card(json);
    return String.valueOf(assertThrows(IOException.class, () -> Cards.read(card)).getMessage());
  }

  @Test
  void cardsAreReadAsTheyWereWritten() throws IOException {
    for (Model model : Catalog.known()) {
      Path card = Files.write(folder.resolve("model.json"), Cards.bytes(model));
      assertEquals(model, Cards.read(card));
    }
  }

  @Test
  void fieldsThatMayBeAbsentAre() throws IOException {
    Model model = Cards.read(card(CARD));
    assertEquals(List.of(), model.splits());
    assertEquals("model.onnx", model.files().getFirst().name());
  }

  private static final String NAMES =
      " files[0]: the name of a file must be letters, digits, '.', '_' and '-', and neither model.json nor end in .part,";
  private static final String PATHS =
      " files[0] source: path must be names of letters, digits, '.', '_' and '-',";

  static Stream<Arguments> wrongFields() {
    return Stream.of(
        Arguments.of(
            "\"marks\"",
            "\"../marks\"",
            ": name must be at most 64 lower-case letters, digits and hyphens, not '../marks'"),
        Arguments.of("\"marks\"", "7", " name must be a text, not '7'"),
        Arguments.of("\"model.onnx\"", "\"../x.onnx\"", NAMES + " not '../x.onnx'"),
        Arguments.of("\"model.onnx\"", "\"/etc/x\"", NAMES + " not '/etc/x'"),
        Arguments.of("\"model.onnx\"", "\"model.json\"", NAMES + " not 'model.json'"),
        Arguments.of("\"model.onnx\"", "\"x.part\"", NAMES + " not 'x.part'"),
        Arguments.of(
            "\"model.onnx\"",
            "\"other.onnx\"",
            ": the files of a model for WATERMARK must include model.onnx, not '[other.onnx]'"),
        Arguments.of(
            "\"about\"",
            "\"thresholds\": {\"english\": 0.3}, \"about\"",
            ": splits and thresholds are of [en, multi, nolang], not 'english'"),
        Arguments.of(
            "\"about\"",
            "\"splits\": [\"fr\"], \"about\"",
            ": splits and thresholds are of [en, multi, nolang], not 'fr'"),
        Arguments.of("12", "-1", " files[0]: bytes must be 1 to 50000000000, not '-1'"),
        Arguments.of("12", "1e30", " files[0] bytes must be a whole number, not '1.0E30'"),
        Arguments.of(
            "12",
            "9223372036854775808",
            " files[0] bytes must be a whole number, not '9223372036854775808'"),
        Arguments.of(
            "\"sha256\": null",
            "\"sha256\": \"abc\"",
            " files[0]: sha256 must be 64 lower-case hexadecimal digits, not 'abc'"),
        Arguments.of(
            "\"a/b\"",
            "\"a/../b\"",
            " files[0] source: repository must be owner/name, not 'a/../b'"),
        Arguments.of("\"d/e\"", "\"d/../e\"", PATHS + " not 'd/../e'"),
        Arguments.of("\"d/e\"", "\"d?e\"", PATHS + " not 'd?e'"),
        Arguments.of(
            "\"revision\": \"c\"",
            "\"revision\": \"c/../d\"",
            " files[0] source: revision must be a commit or a tag, not 'c/../d'"),
        Arguments.of(
            "\"revision\": \"c\", ", "", " files[0] source revision must be a text, not missing"),
        Arguments.of(
            "\"WATERMARK\"",
            "\"MARK\"",
            ": role must be one of CLIP, TEXT, AESTHETIC, UNSAFE, WATERMARK, FACES, not 'MARK'"),
        Arguments.of(
            "\"WATERMARK\"",
            "\"AESTHETIC\"",
            ": a model for AESTHETIC must have a space and no pixels, not 'space null, pixels given'"),
        Arguments.of(
            "\"width\": 256",
            "\"width\": 2e9",
            " pixels width must be a whole number, not '2.0E9'"),
        Arguments.of(
            "\"width\": 256",
            "\"width\": 99999",
            " pixels: width and height must be 1 to 4096, not '99999 x 256'"),
        Arguments.of(
            "[1, 1, 1]",
            "[1, 0, 1]",
            " pixels: std must be 3 numbers above 0, not '[1.0, 0.0, 1.0]'"),
        Arguments.of("[1, 1, 1]", "[1, \"1\", 1]", " pixels std[1] must be a number, not '\"1\"'"),
        Arguments.of("[0]", "[-1]", " pixels: classes must be indexes from 0, not '[-1]'"),
        Arguments.of(
            "\"softmax\": true",
            "\"softmax\": 1",
            " pixels softmax must be true or false, not '1'"));
  }

  @ParameterizedTest
  @MethodSource("wrongFields")
  void wrongFieldIsASentence(String field, String wrong, String sentence) throws IOException {
    assertTrue(CARD.contains(field), field);
    assertEquals(
        "[" + folder.resolve("model.json") + "]" + sentence, refusal(CARD.replace(field, wrong)));
  }

  @Test
  void garbageIsASentence() throws IOException {
    String place = "[" + folder.resolve("model.json") + "] ";
    assertEquals(place + "must be an object, not missing", refusal(""));
    assertEquals(place + "must be an object, not 'null'", refusal("null"));
    assertEquals(place + "must be an object, not '[]'", refusal("[]"));
    assertEquals(place + "must be at most 1,048,576 bytes", refusal(" ".repeat((1 << 20) + 1)));
  }

  @Test
  void everyClippedCardIsASentence() throws IOException {
    byte[] card = CARD.strip().getBytes(UTF_8);
    for (int length = 0; length < card.length; length++) {
      Path file = Files.write(folder.resolve("model.json"), Arrays.copyOf(card, length));
      String message =
          String.valueOf(assertThrows(IOException.class, () -> Cards.read(file)).getMessage());
      assertTrue(message.startsWith("[" + file + "] must be "), message);
    }
  }

  @Test
  void deepNestingIsASentence() throws IOException {
    assertEquals(
        true,
        refusal("[".repeat(100_000))
            .startsWith("[" + folder.resolve("model.json") + "] must be JSON: "));
  }
}
