package pairmill.explorer.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.safe.Limits;

/// The program that answers statements, in a process of its own: a line of JSON in, a line out,
/// until nothing more comes in. Not for people.
public final class Answerer {
  /// Exit code of a process whose statement could not be stopped in time.
  static final int TOO_SLOW = 4;

  private static final long MEMORY = 768L << 20;
  private static final String DUCKDB_MEMORY = "512 MB";
  private static final String HIDDEN = "hidden_rows";
  private static final long GRACE_MILLIS = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection connection;
  private final Set<String> tables;
  private final Set<String> all;
  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(
          1, Thread.ofPlatform().daemon().factory()); // a statement may keep the main thread
  private volatile @Nullable Statement running;

  private Answerer(Connection connection) throws SQLException {
    this.connection = connection;
    this.tables = names(Tables.NAMES);
    this.all =
        names("SELECT table_name FROM duckdb_tables() UNION SELECT view_name FROM duckdb_views()");
    all.add(HIDDEN);
  }

  /// Answers from an index until standard input ends.
  ///
  /// @param args the DuckDB file, and a folder for this process alone
  public static void main(String[] args) throws Exception {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try (Connection connection = open(args[0])) {
      clear(Path.of(args[1]));
      Limits.keep(MEMORY);
      Answerer answerer = new Answerer(connection);
      out.write('\n');
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Told told = answerer.answer(JSON.readValue(line, Asked.class));
        out.write((JSON.writeValueAsString(told) + "\n").getBytes(UTF_8));
        out.flush();
        if (told.last()) {
          break;
        }
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static Connection open(String file) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
    settings.setProperty("threads", "1");
    settings.setProperty("memory_limit", DUCKDB_MEMORY);
    settings.setProperty("temp_directory", "");
    settings.setProperty("errors_as_json", "true");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("allow_community_extensions", "false");
    Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, settings);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
    }
    return connection;
  }

  // The driver leaves its library there, which is loaded by now.
  private static void clear(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Set<String> names(String sql) throws SQLException {
    Set<String> names = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private Told answer(Asked asked) throws SQLException {
    Grammar grammar = new Grammar(tables, all, asked.values());
    ScheduledFuture<?> end = clock.schedule(this::stop, asked.millis(), TimeUnit.MILLISECONDS);
    ScheduledFuture<?> kill =
        clock.schedule(
            () -> Runtime.getRuntime().halt(TOO_SLOW),
            asked.millis() + GRACE_MILLIS,
            TimeUnit.MILLISECONDS);
    try {
      hide(asked.hidden());
      long start = System.nanoTime();
      String sql = checked(asked.sql(), grammar);
      if (!grammar.missing().isEmpty()) {
        return new Told(null, null, grammar.missing(), false);
      }
      Reading reading = new Reading(connection, statement -> running = statement);
      SqlAnswer answer = reading.read(sql, grammar.read(), start);
      return new Told(answer, null, List.of(), false);
    } catch (SQLException e) {
      DuckError error = DuckError.of(e);
      return new Told(
          null, sentence(error, asked), List.of(), error.kind() == DuckError.Kind.GRAVE);
    } catch (IllegalArgumentException e) {
      return new Told(null, e.getMessage(), List.of(), false);
    } finally {
      end.cancel(false);
      kill.cancel(false);
      running = null;
    }
  }

  private String sentence(DuckError error, Asked asked) {
    return switch (error.kind()) {
      case INTERRUPTED ->
          "This took longer than the %s s it may take.".formatted(asked.millis() / 1000);
      case MEMORY -> "This needs more memory than the %s it may have.".formatted(DUCKDB_MEMORY);
      case GRAVE -> "DuckDB failed at this statement.";
      case WRONG -> error.from(place(error, asked.sql())).at(asked.sql());
    };
  }

  // What was answered is not the text that was asked, but made of it: places are others there.
  private int place(DuckError error, String sql) {
    try {
      connection.prepareStatement(sql).close();
      return -1;
    } catch (SQLException e) {
      DuckError again = DuckError.of(e);
      return again.message().equals(error.message()) ? again.position() : -1;
    }
  }

  private void stop() {
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // it has just ended
      }
    }
  }

  /// The statement as SQL that was made of the tree that was looked at.
  private String checked(String sql, Grammar grammar) throws SQLException {
    JsonNode parsed = json(text("SELECT json_serialize_sql(?::VARCHAR)", sql));
    if (parsed.path("error").asBoolean()) {
      throw new IllegalArgumentException(DuckError.ofParser(parsed).at(sql));
    }
    grammar.check(parsed.path("statements"));
    return text("SELECT json_deserialize_sql(?::JSON)", parsed.toString());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The statement nests too deep.", e);
    }
  }

  private String text(String sql, String argument) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, argument);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /// Puts a view in the place of `rows` that leaves out what was hidden since the index was made.
  private void hide(@Nullable List<Long> ids) throws SQLException {
    if (ids == null) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE TEMP TABLE " + HIDDEN + " (id BIGINT NOT NULL)");
      try (DuckDBAppender appender =
          connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", HIDDEN)) {
        for (long id : ids) {
          appender.beginRow();
          appender.append(id);
          appender.endRow();
        }
      }
      statement.execute(
          "CREATE OR REPLACE TEMP VIEW rows AS FROM \"index\".main.rows WHERE id NOT IN (FROM "
              + HIDDEN
              + ")");
    }
  }
}
