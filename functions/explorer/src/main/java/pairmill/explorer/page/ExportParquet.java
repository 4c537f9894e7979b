package pairmill.explorer.page;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.index.Database;
import pairmill.explorer.index.RowColumn;
import pairmill.store.Scratch;

/// Writes rows as Parquet, through a database of its own in a folder of its own: the one that is
/// looked at writes nothing. Memory is bounded, whatever the number of rows.
final class ExportParquet {
  private static final String MEMORY = "256MB";

  private ExportParquet() {}

  static void write(ExportRows rows, OutputStream out) throws IOException {
    Path folder = Files.createTempDirectory("pairmill-export");
    try {
      Path file = folder.resolve("rows.parquet");
      try (DuckDBConnection database =
              DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("rows.duckdb"))
                  .unwrap(DuckDBConnection.class);
          Statement statement = database.createStatement()) {
        statement.execute("SET memory_limit = '" + MEMORY + "'");
        statement.execute("SET threads = 1");
        statement.execute(
            rows.columns().stream()
                .map(column -> column.columnName() + " " + column.type())
                .collect(joining(", ", "CREATE TABLE rows (", ")")));
        fill(rows, database);
        statement.execute(
            "COPY rows TO %s (FORMAT parquet, COMPRESSION zstd)"
                .formatted(Database.literal(file.toString())));
      }
      Files.copy(file, out);
    } catch (SQLException e) {
      throw new IOException("DuckDB: " + e.getMessage(), e);
    } finally {
      Scratch.remove(folder);
    }
  }

  private static void fill(ExportRows rows, DuckDBConnection database)
      throws SQLException, IOException {
    try (DuckDBAppender appender = database.createAppender("rows")) {
      rows.each(row -> {
        try {
          append(appender, rows.columns(), row);
        } catch (SQLException e) {
          throw new IOException("DuckDB: " + e.getMessage(), e);
        }
      });
    }
  }

  private static void append(
      DuckDBAppender appender, List<RowColumn> columns, List<@Nullable Object> row)
      throws SQLException {
    appender.beginRow();
    for (int i = 0; i < columns.size(); i++) {
      switch (row.get(i)) {
        case null -> appender.appendNull();
        case Double number -> appender.append(number.doubleValue());
        case Long number -> appender.append(number.longValue());
        case Integer number -> appender.append(number.intValue());
        case Object text -> appender.append(text.toString());
      }
    }
    appender.endRow();
  }
}
