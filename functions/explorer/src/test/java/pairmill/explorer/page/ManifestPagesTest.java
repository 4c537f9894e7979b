package pairmill.explorer.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;

/// The funnel and the card say what stands in the dataset's folder, whatever that is.
final class ManifestPagesTest {
  private static final Question QUESTION = new Question("x", List.of(), Map.of(), false);

  @TempDir private Path work;
  private @Nullable Explored explored;

  @AfterEach
  void close() throws IOException {
    if (explored != null) {
      explored.close();
    }
  }

  /// Opens the folder `d` with one row.
  private Explored open() throws IOException {
    Path folder = work.resolve("d");
    Fixture.parquet(folder.resolve("rows.parquet"), "SELECT 'https://a.example/1' AS url");
    Explored opened = Fixture.explored(work, folder);
    explored = opened;
    return opened;
  }

  private void write(String name, String text) throws IOException {
    Path file = work.resolve("d").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<Funnel.Stage> stages(Answer answer) {
    return Told.all(answer, "stages", Funnel.Stage.class);
  }

  @Test
  void theFunnelIsTheManifests() throws IOException {
    write(
        "manifest.json",
        """
        {"funnel": [
          {"stage": "extract", "in": 100, "out": 60, "refused": {"NO_ALT": 30, "SVG": 10}},
          {"stage": "plan", "in": 60, "out": 60, "refused": {}, "note": "nothing to do"}]}
        """);
    Answer answer = new Funnel(open()).answer(QUESTION);
    assertEquals(
        List.of(
            Table.row(
                "extract",
                "NO_ALT",
                30L,
                0.3,
                "the image element has no alt text, or an empty one"),
            Table.row("extract", "SVG", 10L, 0.1, "the address ends in .svg")),
        answer.table().rows());
    assertEquals(
        List.of(
            new Funnel.Stage("extract", 100, 60, 40, "", null, 100, 60),
            new Funnel.Stage("plan", 60, 60, 0, "nothing to do", null, 60, 60)),
        stages(answer));
  }

  @Test
  void whatDoesNotAddUpIsShownAndSaid() throws IOException {
    write(
        "manifest.json",
        """
        {"funnel": [
          {"stage": "extract", "in": 1000, "out": 60, "refused": {"NO_ALT": 30}},
          {"stage": "plan", "in": 59, "out": 59, "refused": {}}]}
        """);
    List<Funnel.Stage> stages = stages(new Funnel(open()).answer(QUESTION));
    assertEquals(
        "This does not add up: 1,000 in, but 60 out and 30 refused.", stages.get(0).wrong());
    assertEquals(
        "This does not add up: 60 came out of the stage before, but 59 went in.",
        stages.get(1).wrong());
  }

  @Test
  void aFunnelOfAnotherShapeIsHarmless() throws IOException {
    for (String funnel :
        List.of(
            "7",
            "\"x\"",
            "[1, null, \"a\", []]",
            "[{\"stage\": {\"a\": 1}, \"in\": -5, \"out\": 1e300, \"refused\": [1, \"x\"], \"note\": 3}]",
            "{\"a\": {\"stage\": \"<script>\", \"in\": \"9\", \"refused\": {\"<img src=x>\": \"y\"}}}")) {
      write("manifest.json", "{\"funnel\": " + funnel + "}");
      for (Funnel.Stage stage : stages(new Funnel(open()).answer(QUESTION))) {
        assertTrue(stage.inWidth() >= 0 && stage.inWidth() <= 100, funnel);
        assertTrue(stage.outWidth() >= 0 && stage.outWidth() <= 100, funnel);
      }
      close();
      explored = null;
    }
  }

  @Test
  void whatIsNotThereIsSaid() throws IOException {
    Explored dataset = open();
    assertEquals(
        "There is no manifest.json beside these files, so nobody wrote down which pairs were dropped.",
        new Funnel(dataset).answer(QUESTION).lead());
    Answer card = new Card(dataset).answer(QUESTION);
    assertEquals(
        "There is no README.md beside these files, so the dataset has no card.", card.lead());
    assertEquals(List.of(), card.table().rows());
    assertEquals(404, new Croissant(dataset).get().getStatus());
  }

  @Test
  void theCardHasReadmeLicenceAndWhatMadeIt() throws IOException {
    write(
        "manifest.json",
        """
        {"spec": {"software": "pairmill 1", "removals": null, "hostCap": 10000,
          "scorer": {"name": "onnx", "thresholds": {"en": 0.28},
            "models": [{"fills": "punsafe", "model": "m", "file": "f.onnx", "sha256": "00"}]}},
         "inputs": [{}, {}], "rows": 1234}
        """);
    write(
        "README.md",
        "---\r\nlicense: other\r\nlicense_name: <b>mine</b>\r\n---\r\n# A\u0007card\n<script>alert(1)</script>\n");
    Explored dataset = open();
    Answer card = new Card(dataset).answer(QUESTION);
    assertEquals(
        List.of(
            Table.row("licence", "other"),
            Table.row("licence", "<b>mine</b>"),
            Table.row("software", "pairmill 1"),
            Table.row("hostCap", "10,000"),
            Table.row("archives", "2"),
            Table.row("rows", "1,234"),
            Table.row("scorer", "onnx"),
            Table.row("threshold of en", "0.28"),
            Table.row("model of punsafe", "m"),
            Table.row("its file", "f.onnx"),
            Table.row("its SHA-256", "00")),
        card.table().rows());
    assertEquals(
        "---\nlicense: other\nlicense_name: <b>mine</b>\n---\n# A card\n<script>alert(1)</script>\n",
        card.data().get("readme"));
  }

  @Test
  void croissantIsServedAsItStands() throws IOException {
    write("croissant.json", "{\"a\": \"</script>\"}");
    assertArrayEquals(
        "{\"a\": \"</script>\"}".getBytes(UTF_8), (byte[]) new Croissant(open()).get().getEntity());
  }

  @Test
  void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
    Path secret = Files.writeString(work.resolve("secret"), "secret");
    Files.createDirectories(work.resolve("d"));
    Files.createSymbolicLink(work.resolve("d/README.md"), secret);
    Files.createSymbolicLink(work.resolve("d/croissant.json"), secret);
    Explored dataset = open();
    assertEquals("", new Card(dataset).answer(QUESTION).data().get("readme"));
    assertEquals(404, new Croissant(dataset).get().getStatus());
  }
}
