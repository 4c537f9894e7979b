package pairmill.explorer.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a checked statement gives, and no more of it than a page can hold.
///
/// @param running is told which statement can be cancelled
record Reading(Connection connection, Consumer<Statement> running) {
  /// Rows at most.
  static final int ROWS = 1_000;

  /// Characters of a text at most.
  static final int CHARACTERS = 10_000;

  private static final int ALL_CHARACTERS = 8_000_000;
  private static final int COLUMNS = 200;
  private static final Pattern PLAIN =
      Pattern.compile("BOOLEAN|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*");

  /// Asks and reads.
  ///
  /// @param sql as it was checked
  /// @param tables that it reads
  /// @param start when it began, by [System#nanoTime]
  SqlAnswer read(String sql, List<String> tables, long start) throws SQLException {
    List<SqlAnswer.Column> columns = columns(sql);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    boolean more = false;
    boolean cut = false;
    long characters = 0;
    try (PreparedStatement statement = connection.prepareStatement(bounded(sql, columns))) {
      running.accept(statement);
      try (ResultSet found = statement.executeQuery()) {
        while (!more && found.next()) {
          List<@Nullable Object> row = new ArrayList<>();
          for (int i = 0; i < columns.size(); i++) {
            Object value = value(found.getObject(i + 1));
            if (value instanceof String text) {
              boolean tooLong = text.length() > CHARACTERS;
              cut |= tooLong;
              value = tooLong ? text.substring(0, CHARACTERS) + "…" : text;
              characters += text.length();
            }
            row.add(value);
          }
          more = rows.size() == ROWS || characters > ALL_CHARACTERS;
          if (!more) {
            rows.add(row);
          }
        }
      }
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    return new SqlAnswer(columns, rows, more, cut, millis, tables);
  }

  private List<SqlAnswer.Column> columns(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      ResultSetMetaData meta = statement.getMetaData();
      if (meta.getColumnCount() > COLUMNS) {
        throw new IllegalArgumentException(
            "%,d columns are too many; at most %d are answered."
                .formatted(meta.getColumnCount(), COLUMNS));
      }
      Set<String> names = new HashSet<>();
      List<SqlAnswer.Column> columns = new ArrayList<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.add(
            new SqlAnswer.Column(unique(meta.getColumnName(i), names), meta.getColumnTypeName(i)));
      }
      return columns;
    }
  }

  private static String unique(String name, Set<String> names) {
    String unique = name.length() <= CHARACTERS ? name : name.substring(0, CHARACTERS);
    for (int n = 2; !names.add(unique); n++) {
      unique = name + "_" + n;
    }
    return unique;
  }

  // Long texts are cut by DuckDB, before they get here.
  private static String bounded(String sql, List<SqlAnswer.Column> columns) {
    StringJoiner cells = new StringJoiner(", ", "SELECT ", " FROM (");
    StringJoiner names = new StringJoiner(", ", ") AS answer (", ")");
    for (int i = 0; i < columns.size(); i++) {
      String name = "c" + i;
      names.add(name);
      cells.add(
          PLAIN.matcher(columns.get(i).type().toUpperCase(Locale.ROOT)).matches()
              ? name
              : "left(%s::VARCHAR, %d)".formatted(name, CHARACTERS + 1));
    }
    return cells + sql + names + " LIMIT " + (ROWS + 1);
  }

  // JSON has no number for what is none or endless.
  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case Double number when !Double.isFinite(number) -> number.toString();
      case Float number when !Float.isFinite(number) -> number.toString();
      case null, default -> value;
    };
  }
}
