package pairmill.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A look into one Parquet file, of whatever columns. The engine behind it can reach that file and
/// nothing else. Owned by one thread.
public final class ParquetView implements Closeable {
  private static final int LONGEST = 200;

  private final Path file;
  private final Connection connection;
  private final String table;

  private ParquetView(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
    this.table = "read_parquet(" + literal(pattern(file)) + ")";
  }

  /// A column as the file declares it.
  public record ColumnView(String name, String type) {}

  /// Opens a file.
  ///
  /// @throws IOException when the engine cannot start
  public static ParquetView open(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:");
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET memory_limit = '512MB'");
        statement.execute("SET threads = 2");
        statement.execute("SET temp_directory = ''");
        statement.execute("SET autoinstall_known_extensions = false");
        statement.execute("SET autoload_known_extensions = false");
        statement.execute(
            "SET allowed_paths = [%s, %s]"
                .formatted(literal(absolute.toString()), literal(pattern(absolute))));
        statement.execute("SET enable_external_access = false");
        statement.execute("SET lock_configuration = true");
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new ParquetView(absolute, connection);
    } catch (SQLException e) {
      throw new IOException("the table engine does not start: " + firstLine(e), e);
    }
  }

  public long rows() throws IOException {
    return Long.parseLong(query("SELECT count(*) FROM " + table).getFirst().getFirst());
  }

  public List<ColumnView> columns() throws IOException {
    List<ColumnView> columns = new ArrayList<>();
    for (List<String> cells :
        query("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + table + ")")) {
      columns.add(new ColumnView(cells.get(0), cells.get(1)));
    }
    return columns;
  }

  /// The first rows.
  ///
  /// @param columns names of columns that the file has
  /// @return per row its cells as text, at most 200 characters each; empty for null
  public List<List<String>> first(int rows, List<String> columns) throws IOException {
    List<String> cells = new ArrayList<>();
    for (String column : columns) {
      cells.add("left(CAST(" + identifier(column) + " AS VARCHAR), " + LONGEST + ")");
    }
    return query("SELECT %s FROM %s LIMIT %d".formatted(String.join(", ", cells), table, rows));
  }

  private List<List<String>> query(String sql) throws IOException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          String cell = result.getString(i);
          cells.add(cell == null ? "" : cell);
        }
        rows.add(cells);
      }
      return rows;
    } catch (SQLException e) {
      throw new IOException("[" + file + "] cannot be read: " + firstLine(e), e);
    }
  }

  // The engine takes *, ? and [ in a file's name for a pattern, which may find other files.
  private static String pattern(Path file) {
    return file.toString().replaceAll("[*?\\[]", "[$0]");
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("[" + file + "] cannot be closed: " + firstLine(e), e);
    }
  }
}
