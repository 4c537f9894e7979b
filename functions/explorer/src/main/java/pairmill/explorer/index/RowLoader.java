package pairmill.explorer.index;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBFunctions;
import pairmill.pair.Hosts;

/// Puts the rows of files into the table `every_row`, in the order of files and rows: `id` counts
/// them from 0.
final class RowLoader {
  private static final int DOMAINS_KEPT = 1 << 16;
  private static final int LONGEST_NAME = 200;

  private final Database database;
  private final Set<String> passedOver = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  RowLoader(Database database) throws IOException {
    this.database = database;
    database.execute(
        Stream.of(RowColumn.values())
            .map(column -> column.columnName() + " " + column.type())
            .collect(
                Collectors.joining(
                    ", ", "CREATE TABLE IF NOT EXISTS every_row (id BIGINT NOT NULL, ", ")")));
    try (var domain = DuckDBFunctions.scalarFunction()) {
      Map<String, String> known = Collections.synchronizedMap(new Domains());
      domain
          .withName("domain_of")
          .withParameter(String.class)
          .withReturnType(String.class)
          .withNullInNullOut()
          .<String, String>withFunction(url -> known.computeIfAbsent(Hosts.of(url), Hosts::domain))
          .register(database.connection());
    } catch (SQLException e) {
      throw Database.failure(e);
    }
  }

  /// The domains of the hosts that were asked for last.
  private static final class Domains extends LinkedHashMap<String, String> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
      return size() > DOMAINS_KEPT;
    }
  }

  /// Adds the rows of a file. A file that cannot be read to its end gives none, and a problem is
  /// noted.
  ///
  /// @return how many rows it gave
  long load(Source source) throws IOException {
    String rows = "read_parquet(" + pattern(source.file()) + ")";
    try {
      Map<RowColumn, String> found = find(source, rows);
      long before = count();
      database.execute("BEGIN");
      database.execute("INSERT INTO every_row BY NAME " + select(found, rows, before));
      database.execute("COMMIT");
      return count() - before;
    } catch (IOException e) {
      rollBack();
      problems.add(name(source) + " cannot be read and is left out: " + firstLine(e));
      return 0;
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return 0;
    }
  }

  private void rollBack() throws IOException {
    try {
      database.execute("ROLLBACK");
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
        throw e;
      }
    }
  }

  private long count() throws IOException {
    return database.number("SELECT count(*) FROM every_row");
  }

  private Map<RowColumn, String> find(Source source, String rows) throws IOException {
    Map<String, String> there = new LinkedHashMap<>();
    database.query(
        "DESCRIBE FROM " + rows,
        row -> there.putIfAbsent(row.getString(1).toLowerCase(Locale.ROOT), row.getString(1)));
    Map<RowColumn, String> found = new LinkedHashMap<>();
    for (RowColumn column : RowColumn.values()) {
      column.names().stream()
          .filter(there::containsKey)
          .findFirst()
          .ifPresent(name -> found.put(column, there.remove(name)));
    }
    if (!found.containsKey(RowColumn.URL)) {
      throw new IllegalArgumentException(
          name(source)
              + " has no column of addresses and is left out; its columns: "
              + shown(there.values()));
    }
    passedOver.addAll(there.values());
    return found;
  }

  private static String shown(Iterable<String> names) {
    String all = String.join(", ", names);
    return all.length() <= LONGEST_NAME ? all : all.substring(0, LONGEST_NAME) + "...";
  }

  private static String select(Map<RowColumn, String> found, String rows, long before) {
    String url = "\"" + requireNonNull(found.get(RowColumn.URL)).replace("\"", "\"\"") + "\"";
    return found.entrySet().stream()
        .map(column -> expression(column.getKey(), column.getValue()))
        .collect(
            Collectors.joining(
                ", ",
                "SELECT %d + row_number() OVER () - 1 AS id, nullif(domain_of(%s::VARCHAR), '') AS domain, "
                    .formatted(before, url),
                " FROM " + rows));
  }

  // A value that is no such number, and one that is none or endless, is missing.
  private static String expression(RowColumn column, String name) {
    String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
    String cast = "TRY_CAST(%s AS %s)".formatted(quoted, column.type());
    if (column.type().equals("DOUBLE")) {
      cast = "CASE WHEN isfinite(%1$s) THEN %1$s END".formatted(cast);
    }
    return cast + " AS " + column.columnName();
  }

  /// Columns of files that are not looked at.
  Set<String> passedOver() {
    return passedOver;
  }

  /// Names of the columns in which at least one row has a value.
  List<String> filled() throws IOException {
    List<RowColumn> columns = List.of(RowColumn.values());
    String counts =
        columns.stream()
            .map(column -> "count(" + column.columnName() + ")")
            .collect(Collectors.joining(", "));
    return database
        .query(
            "SELECT " + counts + " FROM every_row",
            row -> {
              List<String> filled = new ArrayList<>();
              for (int i = 0; i < columns.size(); i++) {
                if (row.getLong(i + 1) > 0) {
                  filled.add(columns.get(i).columnName());
                }
              }
              return filled;
            })
        .getFirst();
  }

  /// What could not be read or was not understood.
  List<String> problems() {
    return problems;
  }

  private static String name(Source source) {
    return "[" + source.file().substring(source.file().lastIndexOf('/') + 1) + "]";
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }

  // A reader takes `*`, `?` and `[` in a name for a pattern that may find other files.
  private static String pattern(String file) {
    return Database.literal(file).replaceAll("[*?\\[]", "[$0]");
  }
}
