package pairmill.explorer.index;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/// The DuckDB file of an index. Used by any number of threads, each on a connection of its own
/// while it asks.
public final class Database implements Closeable {
  private static final int FACTS_KEPT = 1_000;

  private final DuckDBConnection main;
  private final ConcurrentLinkedQueue<DuckDBConnection> idle = new ConcurrentLinkedQueue<>();
  private final Cache<List<Object>, List<?>> facts =
      CacheBuilder.newBuilder().maximumSize(FACTS_KEPT).build();

  private Database(DuckDBConnection main) {
    this.main = main;
  }

  /// Opens the file to be built: it is made where it is missing, and reads other files.
  static Database writable(Path file, Path spill, long memoryBytes) throws IOException {
    Database database = open(file, false);
    database.execute("SET temp_directory = " + literal(spill.toString()));
    database.execute("SET memory_limit = '" + memoryBytes + "B'");
    return database;
  }

  /// Opens the file to be looked at: nothing in it changes, and no other file is reached.
  ///
  /// @param spill folder for what does not fit into memory
  public static Database readOnly(Path file, Path spill, long memoryBytes) throws IOException {
    Database database = open(file, true);
    database.execute("SET temp_directory = " + literal(spill.toString()));
    database.execute("SET memory_limit = '" + memoryBytes + "B'");
    database.execute("SET enable_external_access = false");
    database.execute("SET lock_configuration = true");
    return database;
  }

  private static Database open(Path file, boolean readOnly) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, Boolean.toString(readOnly));
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    properties.setProperty("allow_community_extensions", "false");
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    try {
      Database database =
          new Database(
              DriverManager.getConnection("jdbc:duckdb:" + file, properties)
                  .unwrap(DuckDBConnection.class));
      database.execute("SET TimeZone = 'UTC'");
      return database;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /// The connection that holds the file open.
  DuckDBConnection connection() {
    return main;
  }

  void execute(String sql) throws IOException {
    try (Statement statement = main.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /// Looks at the row a result stands on.
  ///
  /// @param <T> what is made of it
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException, IOException;
  }

  /// Asks, and makes something of each row.
  ///
  /// @param parameters for the question marks of `sql`, in their order
  public <T> List<T> query(String sql, List<?> parameters, RowReader<T> reader) throws IOException {
    try {
      DuckDBConnection connection = borrow();
      boolean answered = false;
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < parameters.size(); i++) {
          statement.setObject(i + 1, parameters.get(i));
        }
        List<T> read = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            read.add(reader.read(rows));
          }
        }
        answered = true;
        return read;
      } finally {
        // One that is left open keeps the file from being opened otherwise.
        if (answered) {
          idle.add(connection);
        } else {
          connection.close();
        }
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /// Asks without parameters.
  public <T> List<T> query(String sql, RowReader<T> reader) throws IOException {
    return query(sql, List.of(), reader);
  }

  /// Asks for a few rows that stay as they are while the file is looked at: the same statement is
  /// asked once. Always to be read by the same reader, and not to be changed.
  @SuppressWarnings("unchecked") // what one reader made of this statement
  public <T> List<T> facts(String sql, List<?> parameters, RowReader<T> reader) throws IOException {
    List<Object> asked = new ArrayList<>(parameters);
    asked.add(sql);
    List<?> known = facts.getIfPresent(asked);
    if (known == null) {
      known = query(sql, parameters, reader);
      facts.put(asked, known);
    }
    return (List<T>) known;
  }

  /// One number of them.
  public long fact(String sql, Object... parameters) throws IOException {
    List<Long> found = facts(sql, List.of(parameters), row -> row.getLong(1));
    return found.isEmpty() ? 0 : found.getFirst();
  }

  /// The first column of the first row as a number; 0 when there is none.
  public long number(String sql, Object... parameters) throws IOException {
    List<Long> found = query(sql, List.of(parameters), row -> row.getLong(1));
    return found.isEmpty() ? 0 : found.getFirst();
  }

  /// A value of a row as JSON and pages know it: text, number, truth, null.
  public static @Nullable Object value(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    return switch (value) {
      case null -> null;
      case Number number -> number;
      case Boolean truth -> truth;
      default -> row.getString(column);
    };
  }

  /// A connection of its own to the same file, for who closes it.
  public DuckDBConnection duplicate() throws SQLException {
    return main.duplicate().unwrap(DuckDBConnection.class);
  }

  private DuckDBConnection borrow() throws SQLException {
    DuckDBConnection connection = idle.poll();
    return connection != null ? connection : duplicate();
  }

  @Override
  public void close() throws IOException {
    try {
      for (DuckDBConnection connection = idle.poll();
          connection != null;
          connection = idle.poll()) {
        connection.close();
      }
      main.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  static IOException failure(SQLException e) {
    return new IOException("DuckDB: " + e.getMessage(), e);
  }

  /// A text as SQL writes it.
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
