package pairmill.row;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pairmill.consent.Evidence;
import pairmill.download.ArchivedImage;
import pairmill.download.PlannedPair;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.pair.Reason;
import pairmill.score.Scores;

class TablesTest {
  private static final Instant AT = Instant.parse("2023-02-01T10:11:12.345Z");
  private static final Provenance FULL =
      new Provenance("a.warc", 77, 5, "http://page.example/", AT, "CC-MAIN-2023-06", "http://cc");
  private static final Provenance BARE = new Provenance("", 0, 0, "", null, null, null);
  private static final Pair PAIR =
      new Pair("http://h.example/ä", "a \"caption\",\n😀", new Language("en", 0.5), FULL);
  private static final Pair PLAIN = new Pair("http://h.example/b", "b", Language.UNTOLD, BARE);
  private static final ArchivedImage IMAGE = new ArchivedImage("http://i", "b.warc", 1, 2, AT);
  private static final PictureFacts FACTS =
      new PictureFacts(800, 600, 341, 256, "m", "s", "p", "#010203", "{}", AT, "http://final");
  private static final Evidence EVIDENCE = new Evidence("robots.txt", "allowed", "http://r", AT);
  private static final Scores SCORES = new Scores(0.31, 0.01, 0.5, 5.5, 2);

  @TempDir private Path folder;

  private <T> T again(T row, Table<T> table) throws IOException {
    Path file = folder.resolve("file");
    TableFiles tables = new FakeTables();
    try (RowSink<T> sink = tables.create(file, table)) {
      sink.write(row);
    }
    try (RowSource<T> source = tables.open(file, table)) {
      T read = requireNonNull(source.next());
      assertNull(source.next());
      return read;
    }
  }

  @Test
  void pairsComeBackAsTheyWere() throws IOException {
    assertEquals(PAIR, again(PAIR, Tables.pairs(7)));
    assertEquals(PLAIN, again(PLAIN, Tables.pairs(1)));
  }

  @Test
  void plannedPairsAndImagesComeBackAsTheyWere() throws IOException {
    PlannedPair archived = new PlannedPair(PAIR, "000010002", IMAGE);
    PlannedPair missing = new PlannedPair(PLAIN, "000010003", null);
    assertEquals(archived, again(archived, Tables.SHARD));
    assertEquals(missing, again(missing, Tables.SHARD));
    assertEquals(IMAGE, again(IMAGE, Tables.IMAGES));
  }

  @Test
  void samplesComeBackWithBothSizesOfTheirPicture() throws IOException {
    Row row = new Row(PAIR, "000010002", null, null, FACTS, Scores.NONE, List.of(EVIDENCE));
    assertEquals(row, again(row, Tables.SAMPLES));
  }

  @Test
  void rowsComeBackWithTheSizeOfTheOriginalAlone() throws IOException {
    PictureFacts original =
        new PictureFacts(800, 600, 800, 600, "m", "s", "p", "#010203", "{}", AT, "http://final");
    Row row = new Row(PAIR, "000010002", null, null, FACTS, SCORES, List.of(EVIDENCE, EVIDENCE));
    assertEquals(row.with(original), again(row, Tables.ROWS));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void refusedRowsComeBackWithTheirReason(Reason reason) throws IOException {
    Row row =
        new Row(PLAIN, "000010002", null, null, null, Scores.NONE, List.of())
            .refused(reason, "404 at http://h.example/b");
    assertEquals(row, again(row, Tables.SAMPLES));
    assertEquals(row, again(row, Tables.ROWS));
  }

  @Test
  void everyColumnOfATableHasANameOfItsOwn() {
    for (Table<?> table :
        List.of(Tables.pairs(1), Tables.IMAGES, Tables.SHARD, Tables.SAMPLES, Tables.ROWS)) {
      Set<String> names = new HashSet<>();
      for (Column<?> column : table.columns()) {
        assertTrue(names.add(column.name()), table.name() + "." + column.name());
      }
    }
  }
}
