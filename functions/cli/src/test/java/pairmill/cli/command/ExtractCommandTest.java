package pairmill.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.cli.demo.SampleArchive;
import pairmill.run.Json;

final class ExtractCommandTest {
  @TempDir private static Path folder;
  private static Path archive = Path.of("");

  @BeforeAll
  static void draw() throws IOException {
    archive = folder.resolve("sample.warc.gz");
    SampleArchive.write(archive);
  }

  private static Invocation extract(Object out, String... flags) {
    Object[] words = new Object[6 + flags.length];
    System.arraycopy(
        new Object[] {"extract", "--rules", "raw", "--out", out, archive}, 0, words, 0, 6);
    System.arraycopy(flags, 0, words, 6, flags.length);
    return Invocation.of(words);
  }

  @Test
  void programsGetTheCountsAsOneObject() throws IOException {
    Path pairs = folder.resolve("pairs.jsonl");
    Invocation run = extract(pairs, "--json", "--quiet");
    assertEquals(1, run.code(), run.err());
    JsonNode report = Json.MAPPER.readTree(run.out());
    try (var lines = Files.lines(pairs)) {
      assertEquals(lines.count(), report.get("out").asLong());
    }
    long refused = 0;
    for (JsonNode n : report.get("refused")) {
      refused += n.asLong();
    }
    assertEquals(report.get("in").asLong(), report.get("out").asLong() + refused);
    assertTrue(report.get("records").asLong() > report.get("pages").asLong(), run.out());
    assertEquals(run.err().lines().count(), report.get("damage").asLong());
  }

  @Test
  void standardOutputHasOneUser() {
    Invocation run = extract("-", "--json");
    assertEquals(2, run.code());
    assertEquals("pairmill extract: --json and --out - both want standard output\n", run.err());
    assertEquals("", run.out());
  }

  @Test
  void quietNamesDamageOnly() {
    Invocation run = extract(folder.resolve("quiet.tsv"), "--quiet");
    assertFalse(run.err().isEmpty());
    assertTrue(run.err().lines().allMatch(line -> line.startsWith("Damage: ")), run.err());
  }

  @Test
  void peopleGetPairsPagesAndRefusals() {
    Invocation run = extract(folder.resolve("told.tsv"));
    assertTrue(run.err().contains(" pairs of "), run.err());
    assertTrue(run.err().contains("\n  refused "), run.err());
  }

  @Test
  void standardOutputGetsTheLinesThatAFileGets() throws IOException {
    Path file = folder.resolve("same.jsonl");
    extract(file, "--quiet");
    assertEquals(Files.readString(file), extract("-", "--quiet").out());
  }
}
