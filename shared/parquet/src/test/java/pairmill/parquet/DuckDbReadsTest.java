package pairmill.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.parquet.Things.Thing;

/// Another reader sees the same values, and another writer's files are read alike.
class DuckDbReadsTest {
  @TempDir Path folder;

  @Test
  void duckDbSeesEveryValue() throws Exception {
    Path file = folder.resolve("things.parquet");
    List<Thing> things = new ArrayList<>(Things.random(10_000, 11));
    things.addAll(Things.EXTREMES);
    Things.write(file, Things.TABLE, things);
    assertEquals(things, query("FROM '" + file + "'"));
  }

  @Test
  void duckDbSeesTheTypes() throws Exception {
    Path file = folder.resolve("things.parquet");
    Things.write(file, Things.TABLE, List.of());
    assertEquals(
        List.of(
            "name VARCHAR",
            "small INTEGER",
            "large BIGINT",
            "part DOUBLE",
            "at TIMESTAMP WITH TIME ZONE"),
        strings("SELECT column_name || ' ' || column_type FROM (DESCRIBE FROM '" + file + "')"));
  }

  @Test
  void pagesAreZstdAndRowGroupsBounded() throws Exception {
    Path file = folder.resolve("things.parquet");
    Things.write(file, Things.TABLE, Things.random(ParquetFiles.ROW_GROUP_ROWS + 1, 5));
    String metadata = " FROM parquet_metadata('" + file + "')";
    assertEquals(List.of("ZSTD"), strings("SELECT DISTINCT compression" + metadata));
    assertEquals(
        List.of("131072", "1"),
        strings("SELECT DISTINCT row_group_num_rows" + metadata + " ORDER BY ALL DESC"));
  }

  @Test
  void nothingInTheFileTellsWhereOrWhenItWasWritten() throws Exception {
    Path file = folder.resolve("things.parquet");
    Things.write(file, Things.TABLE, Things.EXTREMES);
    assertEquals(List.of(), strings("SELECT key FROM parquet_kv_metadata('" + file + "')"));
    String writer = strings("SELECT created_by FROM parquet_file_metadata('" + file + "')").get(0);
    assertTrue(writer.startsWith("parquet-mr version 1."), writer);
  }

  @Test
  void filesOfDuckDbAreReadWithNumbersWidened() throws Exception {
    Path file = folder.resolve("duck.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          """
          COPY (SELECT 'cat' AS name, 1::BIGINT AS small, 2::INTEGER AS large, 0.5::FLOAT AS part,
                       TIMESTAMPTZ '2024-02-29 12:00:00.123456Z' AS at) TO '%s'
          """
              .formatted(file));
    }
    assertEquals(
        List.of(new Thing("cat", 1, 2L, 0.5, Instant.parse("2024-02-29T12:00:00.123456Z"))),
        Things.read(file, Things.TABLE));
  }

  private static List<Thing> query(String sql) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<Thing> things = new ArrayList<>();
      while (rows.next()) {
        things.add(
            new Thing(
                rows.getString("name"),
                rows.getObject("small", Integer.class),
                rows.getObject("large", Long.class),
                rows.getObject("part", Double.class),
                instant(rows.getObject("at", OffsetDateTime.class))));
      }
      return things;
    }
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static List<String> strings(String sql) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> strings = new ArrayList<>();
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
      return strings;
    }
  }
}
