package pairmill.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.parquet.Things.Thing;
import pairmill.row.Column;
import pairmill.row.Table;
import pairmill.row.Tables;

class ParquetFilesTest {
  @TempDir Path folder;

  @Test
  void extremesComeBackAsTheyWent() throws IOException {
    Path file = folder.resolve("it's \"odd\" ünd.parquet");
    Things.write(file, Things.TABLE, Things.EXTREMES);
    assertEquals(Things.EXTREMES, Things.read(file, Things.TABLE));
  }

  @Test
  void rowsOfSeveralRowGroupsComeBackInTheirOrder() throws IOException {
    Path file = folder.resolve("many.parquet");
    List<Thing> things = Things.random(ParquetFiles.ROW_GROUP_ROWS * 2 + 1, 7);
    Things.write(file, Things.TABLE, things);
    assertEquals(things, Things.read(file, Things.TABLE));
  }

  @Test
  void fileWithoutRowsHasNone() throws IOException {
    Path file = folder.resolve("none.parquet");
    Things.write(file, Things.TABLE, List.of());
    assertEquals(List.of(), Things.read(file, Things.TABLE));
  }

  @Test
  void pairsComeBackAsTheyWent() throws IOException {
    Path file = folder.resolve("pairs.parquet");
    Provenance place =
        new Provenance(
            "a.warc.gz",
            12,
            3,
            "https://example.com/",
            Instant.ofEpochMilli(5),
            "CC-MAIN-2023-06",
            null);
    List<Pair> pairs =
        List.of(
            new Pair("https://example.com/a.jpg", "a cat", new Language("en", 0.5), place),
            new Pair("https://example.com/b.jpg", "a dog", Language.UNTOLD, place));
    Things.write(file, Tables.pairs(64), pairs);
    assertEquals(pairs, Things.read(file, Tables.pairs(64)));
  }

  @Test
  void loneSurrogatesBecomeReplacementCharacters() throws IOException {
    Path file = folder.resolve("lone.parquet");
    List<Thing> lone =
        List.of(named("\uD83D"), named("a\uDC08b"), named("\uDC08\uD83D"), named("\uD83D\uDC08"));
    Things.write(file, Things.TABLE, lone);
    assertEquals(
        List.of(named("\uFFFD"), named("a\uFFFDb"), named("\uFFFD\uFFFD"), named("\uD83D\uDC08")),
        Things.read(file, Things.TABLE));
  }

  @Test
  void instantsBeyondTheCalendarBecomeItsEnds() throws IOException {
    Path file = folder.resolve("far.parquet");
    Things.write(file, Things.TABLE, List.of(at(Instant.MIN), at(Instant.MAX)));
    assertEquals(
        List.of(
            at(Instant.parse("0001-01-01T00:00:00Z")),
            at(Instant.parse("9999-12-31T23:59:59.999Z"))),
        Things.read(file, Things.TABLE));
  }

  @Test
  void sameRowsGiveTheSameBytes() throws IOException {
    Path one = folder.resolve("one.parquet");
    Path two = folder.resolve("two.parquet");
    Things.write(one, Things.TABLE, Things.random(10_000, 1));
    Things.write(two, Things.TABLE, Things.random(20_000, 2));
    Things.write(two, Things.TABLE, Things.random(10_000, 1));
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
  }

  @Test
  void columnsAreFoundByNameAndMissingOnesAreNull() throws IOException {
    Path file = folder.resolve("other.parquet");
    Table<Thing> other =
        new Table<>(
            "other",
            List.of(Column.text("unheard_of", "", thing -> "x"), Things.TABLE.columns().get(2)),
            Things.TABLE.read());
    Thing thing = new Thing("cat", 1, 2L, 3.0, Instant.EPOCH);
    Things.write(file, other, List.of(thing, thing));
    Thing left = new Thing(null, null, 2L, null, null);
    assertEquals(List.of(left, left), Things.read(file, Things.TABLE));
  }

  @Test
  void fileWithoutAnyKnownColumnStillHasItsRows() throws IOException {
    Path file = folder.resolve("strange.parquet");
    Table<Thing> strange =
        new Table<>(
            "strange", List.of(Column.text("unheard_of", "", t -> "x")), Things.TABLE.read());
    Thing none = new Thing(null, null, null, null, null);
    Things.write(file, strange, List.of(none, none, none));
    assertEquals(List.of(none, none, none), Things.read(file, Things.TABLE));
  }

  @Test
  void columnOfAnotherKindIsAnErrorThatNamesFileAndColumn() throws IOException {
    Path file = folder.resolve("kind.parquet");
    Table<Thing> other =
        new Table<>("things", List.of(Column.wide("name", "", t -> 1L)), Things.TABLE.read());
    Things.write(file, other, Things.EXTREMES);
    IOException e = assertThrows(IOException.class, () -> Things.read(file, Things.TABLE));
    assertMentions(e, "kind.parquet", "column name");
  }

  @Test
  void numberThatDoesNotFitIsAnErrorThatNamesTheFile() throws IOException {
    Path file = folder.resolve("wide.parquet");
    Table<Thing> other =
        new Table<>(
            "things", List.of(Column.wide("small", "", t -> 1L << 31)), Things.TABLE.read());
    Things.write(file, other, Things.EXTREMES);
    IOException e = assertThrows(IOException.class, () -> Things.read(file, Things.TABLE));
    assertMentions(e, "wide.parquet");
  }

  @Test
  void nullWhereTheTableRequiresAValueIsAnErrorThatNamesFileAndColumn() throws IOException {
    Path file = folder.resolve("null.parquet");
    Things.write(file, Things.TABLE, Things.EXTREMES);
    IOException e = assertThrows(IOException.class, () -> Things.read(file, Tables.IMAGES));
    assertMentions(e, "null.parquet", "column url is null");
  }

  @Test
  void missingFileIsAnErrorThatNamesIt() {
    Path file = folder.resolve("nowhere.parquet");
    IOException e =
        assertThrows(NoSuchFileException.class, () -> new ParquetFiles().open(file, Things.TABLE));
    assertMentions(e, "nowhere.parquet");
  }

  @Test
  void clippedFileIsAnErrorThatNamesItAtEveryLength() throws IOException {
    Path whole = folder.resolve("whole.parquet");
    Path clipped = folder.resolve("clipped.parquet");
    Things.write(whole, Things.TABLE, Things.random(50, 3));
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(clipped, Arrays.copyOf(bytes, length));
      IOException e = assertThrows(IOException.class, () -> Things.read(clipped, Things.TABLE));
      assertMentions(e, "clipped.parquet");
    }
  }

  @Test
  void flippedByteIsNeverTakenForAValue() throws IOException {
    Path whole = folder.resolve("whole.parquet");
    Path flipped = folder.resolve("flipped.parquet");
    List<Thing> things = Things.random(200, 3);
    Things.write(whole, Things.TABLE, things);
    byte[] bytes = Files.readAllBytes(whole);
    Random random = new Random(4);
    int errors = 0;
    for (int i = 0; i < 500; i++) {
      byte[] changed = bytes.clone();
      // The footer carries no checksum: what it says is not under test.
      changed[random.nextInt(bytes.length / 2)] ^= (byte) (1 << random.nextInt(8));
      Files.write(flipped, changed);
      try {
        assertEquals(things, Things.read(flipped, Things.TABLE));
      } catch (IOException e) {
        assertMentions(e, "flipped.parquet");
        errors++;
      }
    }
    assertTrue(errors > 250, errors + " errors");
  }

  private static Thing named(String name) {
    return new Thing(name, null, null, null, null);
  }

  private static Thing at(Instant at) {
    return new Thing(null, null, null, null, at);
  }

  private static void assertMentions(IOException e, String... words) {
    for (String word : words) {
      assertTrue(String.valueOf(e.getMessage()).contains(word), () -> word + " in " + e);
    }
  }
}
