package pairmill.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.run.Json;
import pairmill.store.Digest;

/// Runs that are scored, by the test double.
final class ScoreCommandTest {
  @TempDir private static Path folder;
  private static Path archive;
  private static Path out;

  @BeforeAll
  static void mill() throws IOException {
    archive = folder.resolve("sample.warc.gz");
    pairmill.cli.demo.SampleArchive.write(archive);
    out = run("out", "--scorer", TestDouble.FOLDER, "--keep-images", "--keep-embeddings");
  }

  private static Path run(String name, Object... more) {
    Path to = folder.resolve(name);
    List<Object> words =
        new ArrayList<>(
            List.of("run", "--rules", "raw", "--images", "archive", "--quiet", "--out", to));
    words.addAll(List.of(more));
    words.add(archive);
    Invocation run = Invocation.of(words.toArray());
    assertEquals(1, run.code(), run.err());
    return to;
  }

  private static Map<String, String> dataset(Path run) throws IOException {
    Path top = run.resolve("dataset");
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(top)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(top.relativize(file).toString(), Digest.sha256(file));
      }
    }
    return files;
  }

  private static JsonNode manifest(Path run) throws IOException {
    return Json.MAPPER.readTree(Files.readAllBytes(run.resolve("dataset/manifest.json")));
  }

  private static JsonNode scored(Path run) throws IOException {
    return manifest(run).get("funnel").get(3);
  }

  @Test
  void theTestDoubleKeepsSomeAndRefusesSome() throws IOException {
    JsonNode step = scored(out);
    assertTrue(step.get("out").asLong() > 0, step.toString());
    assertTrue(step.get("refused").get("LOW_SIMILARITY").asLong() > 0, step.toString());
    assertFalse(step.has("note"), step.toString());
    assertEquals(0, Invocation.of("verify", out).code());
  }

  @Test
  void theManifestNamesTheModels() throws IOException {
    JsonNode scorer = manifest(out).get("spec").get("scorer");
    assertEquals("clip-test-double", scorer.get("name").asText());
    JsonNode image = scorer.get("models").get(0);
    assertEquals("image.onnx", image.get("file").asText());
    assertEquals(
        Digest.sha256(TestDouble.FOLDER.resolve("image.onnx")), image.get("sha256").asText());
  }

  @Test
  void anotherFolderAndLessConcurrencyGiveTheSameBytes() throws IOException {
    Path other =
        run(
            "other",
            "--scorer",
            TestDouble.FOLDER,
            "--keep-images",
            "--keep-embeddings",
            "--concurrency",
            1);
    assertEquals(dataset(out), dataset(other));
  }

  @Test
  void keptPicturesAreScoredLaterAsIfAtOnce() throws IOException {
    Path later = run("later", "--scorer", "none", "--keep-images");
    assertEquals("not scored: no model", scored(later).get("note").asText());
    Invocation score =
        Invocation.of(
            "score", "--scorer", TestDouble.FOLDER, "--keep-embeddings", "--quiet", later);
    assertEquals(1, score.code(), score.err());
    assertEquals(dataset(out), dataset(later));
    Invocation again =
        Invocation.of(
            "score", "--scorer", TestDouble.FOLDER, "--keep-embeddings", "--quiet", later);
    assertEquals(
        "Nothing to do: " + later + " was scored like that.",
        again.err().lines().findFirst().orElse(""));
  }

  @Test
  void anotherThresholdKeepsOtherRows() throws IOException {
    Path other = run("thresholds", "--scorer", "none", "--keep-images");
    Invocation.of("score", "--scorer", TestDouble.withThreshold(folder, 1.0), "--quiet", other);
    assertEquals(0, scored(other).get("out").asLong());
    Invocation.of("score", "--scorer", TestDouble.withThreshold(folder, -1.0), "--quiet", other);
    assertEquals(scored(other).get("in"), scored(other).get("out"));
    assertEquals(0, Invocation.of("verify", other).code());
  }

  @Test
  void whatWasScoredBeforeAStopStands() throws IOException {
    Path stopped = run("stopped", "--scorer", TestDouble.FOLDER, "--keep-images");
    Map<String, String> before = dataset(stopped);
    Path mark = stopped.resolve("scores/00000_stats.json");
    String first = Files.readString(mark);
    Files.writeString(mark, first + " "); // that of a stage that works again has none
    Files.delete(stopped.resolve("scores/00001_stats.json"));
    Files.delete(stopped.resolve("dataset/manifest.json"));
    Invocation score = Invocation.of("score", "--scorer", TestDouble.FOLDER, "--quiet", stopped);
    assertEquals(1, score.code(), score.err());
    assertEquals(first + " ", Files.readString(mark));
    assertEquals(before, dataset(stopped));
  }

  @Test
  void picturesThatWereNotKeptCannotBeScored() throws IOException {
    Path discarded = run("discarded", "--scorer", "none");
    Map<String, String> before = dataset(discarded);
    Invocation score = Invocation.of("score", "--scorer", TestDouble.FOLDER, discarded);
    assertEquals(2, score.code());
    assertEquals(
        "pairmill score: "
            + discarded
            + ": this run did not keep its pictures, see --keep-images of 'pairmill run'",
        score.err().lines().findFirst().orElse(""));
    assertEquals(before, dataset(discarded));
  }

  @Test
  void aRunBegunWithoutAModelGoesOnWithoutOne() throws IOException {
    Path begun = run("begun", "--scorer", "none");
    Invocation again =
        Invocation.of(
            "run", "--rules", "raw", "--images", "archive", "--quiet", "--out", begun, archive);
    assertEquals(1, again.code(), again.err());
    assertTrue(again.err().contains("Nothing to do"), again.err());
  }
}
