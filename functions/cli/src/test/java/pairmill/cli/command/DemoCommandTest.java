package pairmill.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.run.Json;
import pairmill.store.Digest;

/// The whole journey, on the archive that the program draws itself. The rules without language
/// models keep it quick.
final class DemoCommandTest {
  @TempDir private static Path folder;
  private static Path archive;
  private static Path out;

  @BeforeAll
  static void mill() throws IOException {
    archive = folder.resolve("sample.warc.gz");
    pairmill.cli.demo.SampleArchive.write(archive);
    out = folder.resolve("out");
    Invocation run = run(out);
    assertEquals(1, run.code(), run.err());
  }

  private static Invocation run(Path to, Object... more) {
    Object[] words =
        Stream.concat(
                Stream.of(
                    "run",
                    "--rules",
                    "raw",
                    "--images",
                    "archive",
                    "--scorer",
                    "none",
                    "--quiet",
                    "--out",
                    to,
                    archive),
                Stream.of(more))
            .toArray();
    return Invocation.of(words);
  }

  private static Map<String, String> files(Path top) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(top)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String seen = Digest.sha256(file) + " " + Files.getLastModifiedTime(file);
        files.put(top.relativize(file).toString(), seen);
      }
    }
    return files;
  }

  private static Map<String, String> contents(Path top) throws IOException {
    Map<String, String> files = files(top);
    files.replaceAll((name, seen) -> seen.substring(0, 64));
    return files;
  }

  private static JsonNode manifest(Path run) throws IOException {
    return Json.MAPPER.readTree(Files.readAllBytes(run.resolve("dataset/manifest.json")));
  }

  @Test
  void noPairIsLostBetweenTheStages() throws IOException {
    long before = -1;
    for (JsonNode step : manifest(out).get("funnel")) {
      long refused = 0;
      for (JsonNode n : step.get("refused")) {
        refused += n.asLong();
      }
      assertEquals(step.get("in").asLong(), step.get("out").asLong() + refused, step.toString());
      assertTrue(before < 0 || before == step.get("in").asLong(), step.toString());
      before = step.get("out").asLong();
    }
    assertTrue(before > 0, "the sample gives rows");
  }

  @Test
  void brokenPicturesAreRefusedEachForItsReason() throws IOException {
    JsonNode refused = manifest(out).get("funnel").get(2).get("refused");
    for (String reason :
        new String[] {"NOT_IN_ARCHIVE", "BODY_TOO_SMALL", "NOT_AN_IMAGE", "TOO_MANY_PIXELS"}) {
      assertTrue(refused.path(reason).asLong() > 0, reason + " in " + refused);
    }
  }

  @Test
  void theDatasetIsWhatItsManifestSays() {
    Invocation verify = Invocation.of("verify", out);
    assertEquals(0, verify.code(), verify.out());
    assertEquals(out.resolve("dataset") + " is what its manifest says.\n", verify.out());
  }

  @Test
  void changesAreFound() throws IOException {
    Path copy = folder.resolve("changed");
    assertEquals(1, run(copy).code());
    Files.writeString(copy.resolve("dataset/README.md"), "changed");
    Files.writeString(copy.resolve("dataset/stranger.txt"), "x");
    Files.delete(copy.resolve("dataset/examples.json"));
    Invocation verify = Invocation.of("verify", copy);
    assertEquals(1, verify.code());
    assertEquals(4, verify.out().lines().count(), verify.out());
  }

  @Test
  void aSecondRunWritesNothing() throws IOException {
    Map<String, String> before = files(out);
    Invocation again = run(out);
    assertEquals(1, again.code(), again.err());
    assertEquals(before, files(out));
  }

  @Test
  void anotherFolderAndLessConcurrencyGiveTheSameBytes() throws IOException {
    Path other = folder.resolve("other");
    run(other, "--concurrency", "1");
    assertEquals(contents(out.resolve("dataset")), contents(other.resolve("dataset")));
  }

  @Test
  void publishingAgainGivesTheSameBytes() throws IOException {
    Path other = folder.resolve("again");
    run(other);
    Map<String, String> before = contents(other.resolve("dataset"));
    assertEquals(1, Invocation.of("publish", other).code());
    assertEquals(before, contents(other.resolve("dataset")));
  }

  @Test
  void anotherRunDoesNotGoIntoTheSameFolder() throws IOException {
    Map<String, String> before = files(out);
    Invocation other = run(out, "--host-cap", "5");
    assertEquals(2, other.code());
    assertEquals(
        "pairmill run: "
            + out
            + " holds another run; choose another --out, or --fresh to remove that run",
        other.err().lines().findFirst().orElse(""));
    assertEquals(before, files(out));
  }

  @Test
  void picturesAreKeptOnRequestOnly() throws IOException {
    try (Stream<Path> samples = Files.list(out.resolve("samples"))) {
      assertFalse(samples.anyMatch(file -> file.toString().endsWith(".tar")));
    }
    Path kept = folder.resolve("kept");
    run(kept, "--keep-images");
    try (Stream<Path> samples = Files.list(kept.resolve("samples"))) {
      assertTrue(samples.anyMatch(file -> file.toString().endsWith(".tar")));
    }
  }

  @Test
  void theReportForProgramsHasEveryStage() throws IOException {
    Invocation run = run(folder.resolve("json"), "--json");
    JsonNode report = Json.MAPPER.readTree(run.out());
    assertEquals(5, report.get("stages").size());
    for (JsonNode stage : report.get("stages")) {
      for (String field :
          new String[] {"in", "out", "refused", "seconds", "cpu_seconds", "bytes", "items_per_s"}) {
        assertTrue(stage.has(field), field + " in " + stage);
      }
    }
    assertEquals(manifest(out).get("rows"), report.get("rows"));
  }

  @Test
  void aRunKilledBetweenItsRemovalListAndItselfGoesOn() throws IOException {
    Path list = Files.writeString(folder.resolve("some.txt"), "example.com\n");
    Path other = Files.createDirectory(folder.resolve("begun"));
    Files.writeString(other.resolve("removals.txt"), "half of a li");
    assertEquals(1, run(other, "--removals", list).code());
    assertEquals("example.com\n", Files.readString(other.resolve("removals.txt")));
  }

  @Test
  void removalsLeaveTheDataset() throws IOException {
    Path list =
        Files.writeString(
            folder.resolve("removals.txt"),
            "# everything\nexample.com\nexample.org\nexample.net\n");
    Path other = folder.resolve("removed");
    run(other, "--removals", list);
    JsonNode plan = manifest(other).get("funnel").get(1);
    assertTrue(plan.get("refused").path("REMOVED").asLong() > 0, plan.toString());
    assertFalse(Files.readString(other.resolve("dataset/examples.json")).contains("\"REMOVED\""));
  }
}
