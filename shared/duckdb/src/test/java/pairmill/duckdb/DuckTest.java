package pairmill.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.parquet.ParquetFiles;
import pairmill.row.RowSink;
import pairmill.row.Tables;

class DuckTest {
  private static final DuckLimits LIMITS = new DuckLimits(128L << 20, 1);

  /// What a path may have on Linux; a folder that just keeps to it cannot hold a database.
  private static final int LONGEST_PATH = 4095;

  @TempDir Path folder;

  @Test
  void viewReadsTheFilesItIsGivenAndNoNeighbours() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("p[1].parquet", "p1.parquet", "p2.parquet")) {
      files.add(folder.resolve(name));
      try (RowSink<Pair> sink = new ParquetFiles().create(files.getLast(), Tables.pairs(1))) {
        Provenance place = new Provenance("a", 0, 0, "", null, null, null);
        sink.write(new Pair("http://a/" + name, "b", Language.UNTOLD, place));
      }
    }
    List<String> urls = new ArrayList<>();
    try (Duck duck = Duck.open(LIMITS, folder, files)) {
      duck.view("pairs", Tables.pairs(1), files.subList(0, 1));
      duck.query("SELECT url FROM pairs", row -> urls.add(row.getString(1)));
    }
    assertEquals(List.of("http://a/p[1].parquet"), urls);
  }

  @Test
  void nothingIsLeftOfADatabaseThatDoesNotOpen() throws IOException {
    Path work = folder;
    int most = LONGEST_PATH - "/duckdb18446744073709551615".length();
    while (work.toString().length() + 200 < most) {
      work = work.resolve("x".repeat(150));
    }
    Path deep = work.resolve("x".repeat(most - work.toString().length() - 1));
    Files.createDirectories(deep);
    assertThrows(IOException.class, () -> Duck.open(LIMITS, deep, List.of()));
    try (Stream<Path> left = Files.list(deep)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
