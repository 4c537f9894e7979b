package pairmill.warc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import pairmill.Skipped;
import pairmill.pair.ImageElement;
import pairmill.warc.Drawn.Contents;
import pairmill.warc.Drawn.Read;
import pairmill.warc.Drawn.Told;

/// Archives of other people, many broken on purpose, where they stand.
final class RealArchivesTest {
  private static final Path FOLDER = Path.of(System.getProperty("pairmill.data", ""), "warc");

  private static List<Path> archives() throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(FOLDER), () -> Skipped.because("no real archives at " + FOLDER));
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".json"))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyArchiveGivesRecordsOrDamage() throws IOException {
    for (Path file : archives()) {
      Contents contents = Drawn.read(Files.readAllBytes(file));
      assertTrue(contents.records().size() + contents.damage().size() > 0, file.toString());
    }
  }

  @Test
  void theSameRecordsAsJwarc() throws IOException {
    int compared = 0;
    for (Path file : archives()) {
      List<String> theirs = jwarc(file);
      if (theirs.isEmpty()) {
        continue;
      }
      Contents ours = Drawn.read(Files.readAllBytes(file));
      // jwarc tells no places of records within a member, and others of plain ARC records
      boolean single = ours.records().stream().anyMatch(read -> read.inner() > 0);
      boolean arc = ours.records().getFirst().type().equals("filedesc");
      List<String> lines = new ArrayList<>();
      for (Read read : ours.records()) {
        lines.add(
            "%s %s %s"
                .formatted(
                    arc ? arcType(read) : read.type(),
                    read.type().equals("filedesc") ? null : read.url(),
                    single || file.toString().endsWith(".arc") ? "" : read.offset()));
      }
      if (single || file.toString().endsWith(".arc")) {
        theirs = theirs.stream().map(line -> line.replaceFirst("\\d+$", "")).toList();
      }
      assertEquals(theirs, lines, file.toString());
      compared++;
    }
    assertTrue(compared > 40, compared + " archives");
  }

  /// jwarc calls everything in ARC a response.
  private static String arcType(Read read) {
    return read.type().equals("filedesc") ? "warcinfo" : "response";
  }

  /// What jwarc reads; nothing when it fails.
  private static List<String> jwarc(Path file) {
    List<String> lines = new ArrayList<>();
    try (WarcReader reader = new WarcReader(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      for (WarcRecord record = reader.next().orElse(null);
          record != null;
          record = reader.next().orElse(null)) {
        lines.add(
            "%s %s %s"
                .formatted(
                    record.type().toLowerCase(Locale.ROOT),
                    record
                        .headers()
                        .first("WARC-Target-URI")
                        .map(uri -> uri.replaceAll("^<|>$", ""))
                        .orElse(null),
                    reader.position()));
      }
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
    return lines;
  }

  /// The other tool counts images on pages of any status, and no image among resources, and reads
  /// nothing of ARC.
  @Test
  void theSameCountsAsAnotherTool() throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(FOLDER), () -> Skipped.because("no real archives at " + FOLDER));
    int compared = 0;
    for (JsonNode row : new ObjectMapper().readTree(FOLDER.resolve("counts.json").toFile())) {
      String name = row.get(0).asText().replaceFirst("^[^/]*/", "");
      Path file = FOLDER.resolve(name);
      if (Files.exists(file)
          && row.get(9).asText().isEmpty()
          && !row.get(3).has("ARC?")
          && !row.get(3).has("other")) {
        Tally theirs = theirs(row);
        Tally ours = ours(Files.readAllBytes(file));
        assertEquals(theirs.withoutImages(), ours.withoutImages(), name);
        int inComments = theirs.images() - ours.images();
        assertTrue(inComments >= 0 && inComments <= 3, () -> name + " " + theirs + " " + ours);
        compared++;
      }
    }
    assertTrue(compared > 30, compared + " archives");
  }

  private static Tally theirs(JsonNode row) {
    Map<String, Integer> types = new TreeMap<>();
    row.get(3).properties().forEach(type -> types.put(type.getKey(), type.getValue().asInt()));
    return new Tally(
        types,
        row.get(4).asInt() + row.get(6).asInt(),
        row.get(5).asInt() + row.get(7).asInt(),
        row.get(8).asInt());
  }

  private static Tally ours(byte[] archive) throws IOException {
    Told told = Told.of(archive, "a");
    List<ImageElement> images = new ArrayList<>();
    told.pages.forEach(page -> images.addAll(page.images()));
    Map<String, Integer> types = new TreeMap<>();
    Set<Long> responses = new HashSet<>();
    try (ArchiveReader reader =
        ArchiveReader.open(new ByteArrayInputStream(archive), "a", damage -> {})) {
      ArchiveRecord record;
      while ((record = reader.next()) != null) {
        types.merge(record.type(), 1, Integer::sum);
        if (record.type().equals("response")) {
          responses.add(record.offset());
        }
        HttpMessage message =
            record.type().equals("response") ? HttpMessage.read(record.body()) : null;
        String type = message == null ? null : message.headers().first("Content-Type");
        if (message != null
            && message.status() != 200
            && type != null
            && type.startsWith("text/html")) {
          byte[] body =
              ContentCoding.read(
                      message.body(), message.headers().tokens("Content-Encoding"), 1 << 24)
                  .bytes();
          images.addAll(HtmlImages.parse(body, type).images());
        }
      }
    }
    long alts =
        images.stream().filter(image -> image.alt() != null && !image.alt().isBlank()).count();
    long pictures =
        told.images.stream().filter(image -> responses.contains(image.offset())).count();
    return new Tally(types, images.size(), (int) alts, (int) pictures);
  }

  /// What is in an archive.
  private record Tally(Map<String, Integer> types, int images, int alts, int imageResponses) {
    Tally withoutImages() {
      return new Tally(types, 0, alts, imageResponses);
    }
  }
}
