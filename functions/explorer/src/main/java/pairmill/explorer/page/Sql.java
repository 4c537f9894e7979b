package pairmill.explorer.page;

import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.number;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Filter;
import pairmill.explorer.index.Database;
import pairmill.explorer.sql.BusyException;
import pairmill.explorer.sql.MissingValueException;
import pairmill.explorer.sql.Sandbox;
import pairmill.explorer.sql.SqlAnswer;
import pairmill.explorer.sql.Tables;

/// Any question, in SQL: `/sql?sql=SELECT ...`. Further parameters are those of the statement:
/// `domain=example.org` for `$domain`.
@ApplicationScoped
public final class Sql implements Page {
  private static final Logger LOG = System.getLogger("pairmill.explorer");
  private static final int SECONDS = 2;
  private static final int SECONDS_AT_MOST = 10;
  private static final Pattern WHOLE = Pattern.compile("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?");
  private static final Pattern BROKEN = Pattern.compile("FLOAT|DOUBLE|DECIMAL.*");

  private final Explored explored;
  private final Sandbox sandbox;

  @Inject
  Sql(Explored explored, Sandbox sandbox) {
    this.explored = explored;
    this.sandbox = sandbox;
  }

  @Override
  public String name() {
    return "sql";
  }

  /// A question worth asking, and where it is asked.
  public record Canned(String title, String href) {}

  /// A table that may be asked.
  public record Known(String name, long rows, List<SqlAnswer.Column> columns) {}

  @Override
  public Answer answer(Question question) throws IOException {
    String sql = question.text("sql", "");
    int seconds = question.number("timeout", SECONDS, 1, SECONDS_AT_MOST);
    Map<String, String> values = values(question, sql);
    if (sql.isEmpty()) {
      Thread.startVirtualThread(this::warm);
      return page(
          "One SELECT is answered, in at most %d s and with at most %,d rows. Nothing can be changed."
              .formatted(SECONDS_AT_MOST, Sandbox.ROWS),
          Table.of(List.of(), List.of()),
          values);
    }
    try {
      return answered(sandbox.ask(sql, values, seconds), values);
    } catch (MissingValueException e) {
      e.names().forEach(name -> values.putIfAbsent(name, ""));
      throw refused(400, e.getMessage(), values);
    } catch (IllegalArgumentException e) {
      throw refused(400, e.getMessage(), values);
    } catch (BusyException e) {
      throw refused(503, e.getMessage(), values);
    }
  }

  private void warm() {
    try {
      sandbox.warm();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "no process for SQL could be started: " + e.getMessage(), e);
    }
  }

  // A parameter of the address that the statement does not name belongs to another statement.
  private static Map<String, String> values(Question question, String sql) {
    Map<String, String> values = new LinkedHashMap<>();
    String lower = sql.toLowerCase(Locale.ROOT);
    question
        .parameters()
        .forEach((name, all) -> {
          String key = name.toLowerCase(Locale.ROOT);
          if (!all.isEmpty() && lower.contains("$" + key)) {
            values.put(key, all.getFirst());
          }
        });
    return values;
  }

  private RefusedException refused(
      int status, @Nullable String sentence, Map<String, String> values) throws IOException {
    String refusal = String.valueOf(sentence);
    return new RefusedException(
        status, refusal, page("", Table.of(List.of(), List.of()), values).with("refusal", refusal));
  }

  private Answer answered(SqlAnswer answer, Map<String, String> values) throws IOException {
    Table table =
        new Table(
            answer.columns().stream().map(Sql::column).toList(),
            answer.rows().stream().map(row -> cells(row, answer)).toList(),
            !answer.more() && !answer.cut(),
            answer.more() ? null : (long) answer.rows().size(),
            null);
    return page(lead(answer), table, values)
        .also("seconds", answer.millis() / 1000.0)
        .also("note", note(answer))
        .with("asked", true);
  }

  private static String lead(SqlAnswer answer) {
    return "%s%s %s in %.3f s.%s"
        .formatted(
            answer.more() ? "The first " : "",
            Show.count(answer.rows().size()),
            answer.rows().size() == 1 ? "row" : "rows",
            answer.millis() / 1000.0,
            answer.cut() ? " Long texts are cut." : "");
  }

  // What was counted beforehand knows nothing of rows that were taken out since.
  private String note(SqlAnswer answer) {
    int since = explored.finder().hidden().since();
    List<String> facts = answer.tables().stream().filter(name -> !name.equals("rows")).toList();
    return since == 0 || facts.isEmpty()
        ? ""
        : "%s still %s %s that %s taken out since the index was made."
            .formatted(
                String.join(", ", facts),
                facts.size() == 1 ? "counts" : "count",
                since == 1 ? "a row" : Show.count(since) + " rows",
                since == 1 ? "was" : "were");
  }

  private static Table.Column column(SqlAnswer.Column column) {
    String type = column.type().toUpperCase(Locale.ROOT);
    return WHOLE.matcher(type).matches()
        ? count(column.name(), column.name())
        : BROKEN.matcher(type).matches()
            ? number(column.name(), column.name())
            : text(column.name(), column.name());
  }

  private static List<@Nullable Object> cells(List<@Nullable Object> row, SqlAnswer answer) {
    List<@Nullable Object> cells = new ArrayList<>(row);
    for (int i = 0; i < cells.size(); i++) {
      SqlAnswer.Column column = answer.columns().get(i);
      if (column.name().equals("id")
          && answer.tables().contains("rows")
          && cells.get(i) instanceof Number id) {
        cells.set(i, new Table.Link(id.toString(), "/images/" + id));
      }
    }
    return cells;
  }

  private Answer page(String lead, Table table, Map<String, String> values) throws IOException {
    return Answer.of("SQL", lead, table)
        .in("sql")
        .with("fields", values)
        .with("asked", false)
        .with("refusal", "")
        .with("note", "")
        .with("limits", List.of("1", "2", "5", "10"))
        .with("longest", Sandbox.LONGEST)
        .with("canned", CannedSql.ALL)
        .with("known", known());
  }

  private List<Known> known() throws IOException {
    Database database = explored.index().database();
    List<Known> known = new ArrayList<>();
    for (String table : database.facts(Tables.NAMES, List.of(), row -> row.getString(1))) {
      known.add(
          new Known(
              table,
              table.equals("rows")
                  ? explored.finder().count(Filter.ALL)
                  : database.fact("SELECT count(*) FROM \"" + table.replace("\"", "\"\"") + "\""),
              database.facts(
                  "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?"
                      + " AND database_name = current_database() ORDER BY column_index",
                  List.of(table),
                  row -> new SqlAnswer.Column(row.getString(1), row.getString(2)))));
    }
    return known;
  }
}
