package pairmill.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.parquet.ParquetFiles;
import pairmill.row.RowSink;
import pairmill.row.Tables;

class ForeignPairsTest {
  private static final DuckLimits LIMITS = new DuckLimits(128L << 20, 1);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "csv,   'url,caption\n%s,a b\n'",
    "tsv,   'URL\tText\n%s\ta b\n'",
    "tsv,   '%s\ta b\n'",
    "jsonl, '{\"url\": \"%s\", \"alt\": \"a b\"}\n'"
  })
  void namesThatLookLikePatternsAreNames(String ending, String table) throws IOException {
    for (String name : List.of("p[1]", "p*", "p?", "p1", "pp")) {
      Files.writeString(folder.resolve(name + "." + ending), table.formatted("http://a/" + name));
    }
    for (String name : List.of("p[1]", "p*", "p?", "p1")) {
      assertEquals(
          List.of("http://a/" + name + "|a b|null"), read(folder.resolve(name + "." + ending)));
    }
  }

  @Test
  void parquetNamesThatLookLikePatternsAreNames() throws IOException {
    for (String name : List.of("p[1].parquet", "p1.parquet")) {
      try (RowSink<Pair> sink = new ParquetFiles().create(folder.resolve(name), Tables.pairs(1))) {
        Provenance place = new Provenance("a", 0, 0, "", null, null, null);
        sink.write(new Pair("http://a/" + name, "b", Language.UNTOLD, place));
      }
    }
    assertEquals(List.of("http://a/p[1].parquet|b|null"), read(folder.resolve("p[1].parquet")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a/1", "HTTP://a/1", "HttpS://a/1", "https:/a"})
  void aTsvThatStartsWithAnAddressIsOurs(String url) throws IOException {
    Path file = Files.writeString(folder.resolve("p.TSV"), url + "\ta\\tb \\\\ \"\n");
    assertEquals(List.of(url + "|a\tb \\ \"|null"), read(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none.tsv", "none.jsonl"})
  void aFileOfNoPairsHasNoRows(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    ForeignPairs.check(LIMITS, folder, file);
    assertEquals(List.of(), read(file));
  }

  @Test
  void aTableWithoutAddressesIsToldBeforeItsRowsAreRead() throws IOException {
    Path file = Files.writeString(folder.resolve("p.csv"), "link,caption\nhttp://a/1,b\n");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> ForeignPairs.check(LIMITS, folder, file));
    assertEquals("[p.csv] has no column named url, but [link, caption]", e.getMessage());
  }

  @Test
  void whatIsNoTableIsAnErrorThatNamesIt() throws IOException {
    Path file = Files.writeString(folder.resolve("p.parquet"), "PAR1 and so on, and on");
    IOException e = assertThrows(IOException.class, () -> ForeignPairs.check(LIMITS, folder, file));
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("[p.parquet] cannot be read"), e::toString);
  }

  private List<String> read(Path file) throws IOException {
    List<String> rows = new ArrayList<>();
    ForeignPairs.read(
        LIMITS,
        folder,
        file,
        (url, caption, language) -> rows.add(url + "|" + caption + "|" + language));
    return rows;
  }
}
