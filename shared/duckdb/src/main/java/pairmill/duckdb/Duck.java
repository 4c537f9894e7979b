package pairmill.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import pairmill.row.Column;
import pairmill.row.Table;
import pairmill.store.Scratch;

/// A DuckDB for one job. Used by one thread.
///
/// It reads the files it was opened with, reads and writes below its work folder, and reaches
/// nothing else: no other file, no network, no extension beyond those in its own library.
final class Duck implements Closeable {
  private final DuckDBConnection connection;
  private final Path scratch;

  private Duck(DuckDBConnection connection, Path scratch) {
    this.connection = connection;
    this.scratch = scratch;
  }

  /// Opens an empty database.
  ///
  /// @param work folder for the database file and for what does not fit into memory; both are gone
  ///   after `close`
  /// @param inputs files that may be read
  /// @throws NoSuchFileException when an input is missing
  static Duck open(DuckLimits limits, Path work, List<Path> inputs) throws IOException {
    for (Path input : inputs) {
      if (!Files.isRegularFile(input)) {
        throw new NoSuchFileException(input.toString());
      }
    }
    Properties properties = new Properties();
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    properties.setProperty("allow_community_extensions", "false");
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    Path scratch = Files.createTempDirectory(work, "duckdb");
    Duck duck = new Duck(connect(properties, scratch), scratch);
    try {
      duck.confine(limits, work, inputs);
      return duck;
    } catch (IOException e) {
      duck.close();
      throw e;
    }
  }

  private static DuckDBConnection connect(Properties properties, Path scratch) throws IOException {
    try {
      return DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
    } catch (SQLException e) {
      Scratch.remove(scratch);
      throw failure(e);
    }
  }

  private void confine(DuckLimits limits, Path work, List<Path> inputs) throws IOException {
    execute("SET TimeZone = 'UTC'");
    execute("SET threads = " + limits.threads());
    execute("SET memory_limit = '" + limits.memoryBytes() + "B'");
    execute("SET temp_directory = " + literal(scratch.resolve("spill")));
    execute("SET allowed_directories = [" + literal(work) + "]");
    execute("SET allowed_paths = " + spellings(inputs));
    execute("SET enable_external_access = false");
    execute("SET lock_configuration = true");
    execute("ATTACH " + literal(scratch.resolve("scratch.duckdb")) + " AS scratch");
    execute("USE scratch");
  }

  /// Names the rows of some files, which may be none, with the columns of a table in their order
  /// and, behind them, `file_index` and `file_row_number`: the place where a row stands.
  void view(String name, Table<?> table, List<Path> files) throws IOException {
    String nothing =
        table.columns().stream()
            .map(c -> "NULL::" + type(c) + " AS \"" + c.name() + "\"")
            .collect(joining(", "));
    execute(
        "CREATE TEMP VIEW "
            + name
            + (files.isEmpty()
                ? " AS SELECT " + nothing + ", 0 AS file_index, 0 AS file_row_number WHERE false"
                : " AS SELECT "
                    + RawRows.columns(table)
                    + ", file_index, file_row_number FROM read_parquet("
                    + patterns(files)
                    + ")"));
  }

  private static String type(Column<?> column) {
    return switch (column.type()) {
      case TEXT -> "VARCHAR";
      case INT -> "INTEGER";
      case LONG -> "BIGINT";
      case DOUBLE -> "DOUBLE";
      case INSTANT -> "TIMESTAMPTZ";
    };
  }

  /// Sets what scripts read with `getvariable`.
  void set(String variable, long value) throws IOException {
    execute("SET VARIABLE " + variable + " = " + value + "::BIGINT");
  }

  /// Runs the statements of a resource beside this class.
  void run(String script) throws IOException {
    try (InputStream in = requireNonNull(Duck.class.getResourceAsStream(script), script)) {
      execute(new String(in.readAllBytes(), UTF_8));
    }
  }

  void execute(String sql) throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /// Asks, and shows each row of the answer as it comes.
  void query(String sql, RowReader reader) throws IOException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reader.read(rows);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /// Asks, and shows each row of the answer in an order.
  ///
  /// The sorted rows go through a table on disk: an answer that is sorted as it streams fails where
  /// it does not fit into the memory limit, with no better message than "Invalid result set".
  ///
  /// @param select without ORDER BY
  /// @param order the columns to order by
  void querySorted(String select, String order, RowReader reader) throws IOException {
    execute("CREATE TABLE sorted AS " + select + " ORDER BY " + order);
    query("FROM sorted", reader);
    execute("DROP TABLE sorted");
  }

  /// Fills a table quickly.
  DuckDBAppender appender(String table) throws SQLException {
    return connection.createAppender(table);
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      Scratch.remove(scratch);
    }
  }

  static IOException failure(SQLException e) {
    return new IOException("DuckDB: " + e.getMessage(), e);
  }

  // What a reader is given has to be allowed, and so has the file it then opens.
  private static String spellings(List<Path> paths) {
    return paths.stream()
        .flatMap(path -> Stream.of(literal(path), pattern(path)))
        .collect(joining(", ", "[", "]"));
  }

  private static String patterns(List<Path> paths) {
    return paths.stream().map(Duck::pattern).collect(joining(", ", "[", "]"));
  }

  /// A path as an SQL string for a reader, which takes `*`, `?` and `[` in a name for a pattern
  /// that may find other files.
  static String pattern(Path path) {
    return literal(path).replaceAll("[*?\\[]", "[$0]");
  }

  /// A path as an SQL string for all that is no reader.
  private static String literal(Path path) {
    return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
  }

  /// Looks at the row a result stands on.
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException, IOException;
  }
}
