package pairmill.duckdb;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pairmill.pair.Hosts;
import pairmill.pair.Reason;
import pairmill.parquet.ParquetFiles;
import pairmill.row.Row;
import pairmill.row.Tables;
import pairmill.stage.Publisher.Counted;
import pairmill.stage.Publisher.Published;
import pairmill.stage.Publisher.PublishedFile;

class DuckPublisherTest {
  private static final DuckLimits LIMITS = new DuckLimits(256L << 20, 2);
  private static final int PART_ROWS = 400;

  @TempDir Path folder;

  @Test
  void publishedRowsAreThoseOfAPlainSort() throws IOException {
    List<Row> rows = new RandomRows(1).rows(5000);
    Published published = publish(rows, LIMITS, PART_ROWS);
    Map<String, List<Row>> plain = plain(rows);
    assertEquals(4, plain.size());
    for (String split : plain.keySet()) {
      assertEquals(plain.get(split), read(published, split), split);
    }
    assertEquals(rows.stream().filter(Row::kept).count(), published.kept());
  }

  @Test
  void removalsAndGatedRowsGoNowhere() throws IOException {
    List<Row> rows = new RandomRows(2).rows(2000);
    assertTrue(rows.stream().anyMatch(DuckPublisherTest::unmentionable));
    assertTrue(
        read(publish(rows, LIMITS, PART_ROWS), "rejected").stream()
            .noneMatch(DuckPublisherTest::unmentionable));
  }

  @Test
  void partsAreFullButForTheLastAndListedByName() throws IOException {
    Published published = publish(new RandomRows(3).rows(5000), LIMITS, PART_ROWS);
    List<String> names = published.files().stream().map(PublishedFile::name).toList();
    assertEquals(names.stream().sorted().toList(), names);
    assertTrue(names.contains("en/part-00001.parquet"), names.toString());
    for (PublishedFile file : published.files()) {
      assertEquals(file.rows(), RowFiles.read(file.path(), Tables.ROWS).size());
      String next = file.name().replace("part-00000", "part-00001");
      if (file.name().contains("part-00000") && names.contains(next)) {
        assertEquals(PART_ROWS, file.rows());
      }
    }
  }

  @Test
  void languagesAndDomainsAreThoseOfKeptRows() throws IOException {
    List<Row> rows = new RandomRows(4).rows(3000);
    Published published = publish(rows, LIMITS, PART_ROWS);
    List<Row> kept = rows.stream().filter(Row::kept).toList();
    assertEquals(
        kept.stream()
            .map(row -> row.pair().language().code())
            .collect(groupingBy(code -> code == null ? "" : code, TreeMap::new, counting())),
        published.languages());
    assertEquals(
        kept.stream()
            .collect(groupingBy(row -> Hosts.domain(Hosts.of(row.pair().url())), counting()))
            .entrySet()
            .stream()
            .map(e -> new Counted(e.getKey(), e.getValue()))
            .sorted(
                Comparator.comparingLong(Counted::count)
                    .reversed()
                    .thenComparing(comparing(Counted::name)))
            .limit(100)
            .toList(),
        published.domains());
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 256", "2, 2, 128", "3, 4, 512"})
  void bytesDoNotDependOnFilesRowsThreadsOrMemory(int seed, int threads, int megabytes)
      throws IOException {
    List<Row> rows = new RandomRows(5).rows(40_000);
    Published expected = publish(rows, LIMITS, 20_000);
    Collections.shuffle(rows, new Random(seed));
    Published actual = publish(rows, new DuckLimits((long) megabytes << 20, threads), 20_000);
    assertEquals(names(expected), names(actual));
    for (int i = 0; i < expected.files().size(); i++) {
      assertArrayEquals(
          Files.readAllBytes(expected.files().get(i).path()),
          Files.readAllBytes(actual.files().get(i).path()),
          actual.files().get(i).name());
    }
  }

  @Test
  void nothingGivesOneEmptyFileWithEveryColumnPerSplit() throws Exception {
    Published published = new DuckPublisher(new ParquetFiles(), LIMITS).publish(List.of(), work());
    assertEquals(
        List.of(
            "en/part-00000.parquet",
            "multi/part-00000.parquet",
            "nolang/part-00000.parquet",
            "rejected/part-00000.parquet"),
        names(published));
    List<String> columns = Tables.ROWS.columns().stream().map(column -> column.name()).toList();
    for (PublishedFile file : published.files()) {
      assertEquals(0, file.rows());
      assertEquals(
          columns,
          ask("SELECT column_name FROM (DESCRIBE FROM " + Duck.pattern(file.path()) + ")"));
    }
    assertEquals(0, published.kept());
    assertEquals(Map.of(), published.languages());
    assertEquals(List.of(), published.domains());
  }

  @Test
  void damagedRowsAreAnErrorThatNamesTheFile() throws IOException {
    Path damaged = Files.writeString(folder.resolve("damaged.parquet"), "PAR1 and so on, and on");
    IOException e =
        assertThrows(
            IOException.class,
            () -> new DuckPublisher(new ParquetFiles(), LIMITS).publish(List.of(damaged), work()));
    assertTrue(String.valueOf(e.getMessage()).contains("damaged.parquet"), e.toString());
  }

  private Published publish(List<Row> rows, DuckLimits limits, int partRows) throws IOException {
    Path in = Files.createTempDirectory(folder, "in");
    return new DuckPublisher(new ParquetFiles(), limits, partRows)
        .publish(RowFiles.deal(in, Tables.ROWS, rows, 3), work());
  }

  private Path work() throws IOException {
    return Files.createTempDirectory(folder, "it's [work]");
  }

  private static Map<String, List<Row>> plain(List<Row> rows) {
    return rows.stream()
        .filter(row -> !unmentionable(row))
        .sorted(
            comparing((Row row) -> row.pair().url(), RowFiles.BY_BYTES)
                .thenComparing(row -> row.pair().provenance().archiveFile())
                .thenComparingLong(row -> row.pair().provenance().archiveOffset())
                .thenComparingLong(row -> row.pair().provenance().ordinal()))
        .collect(
            groupingBy(row -> row.kept() ? row.pair().language().split().label() : "rejected"));
  }

  private static boolean unmentionable(Row row) {
    return row.refusal() == Reason.REMOVED_PICTURE || row.refusal() == Reason.UNSAFE;
  }

  private static List<Row> read(Published published, String split) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (PublishedFile file : published.files()) {
      if (file.name().startsWith(split + "/")) {
        rows.addAll(RowFiles.read(file.path(), Tables.ROWS));
      }
    }
    return rows;
  }

  private static List<String> names(Published published) {
    return published.files().stream().map(PublishedFile::name).toList();
  }

  private static List<@Nullable String> ask(String sql) throws SQLException {
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<@Nullable String> answer = new ArrayList<>();
      while (rows.next()) {
        answer.add(rows.getString(1));
      }
      return answer;
    }
  }
}
