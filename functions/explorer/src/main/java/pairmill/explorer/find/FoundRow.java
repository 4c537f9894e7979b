package pairmill.explorer.find;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.index.Database;
import pairmill.explorer.index.Index;
import pairmill.explorer.index.RowColumn;

/// One row, by the names of its columns.
///
/// @param id its number in the index
/// @param values texts and numbers of the columns that were asked for; null where it has none
public record FoundRow(long id, Map<RowColumn, @Nullable Object> values) {
  private static final Set<RowColumn> ALL = EnumSet.allOf(RowColumn.class);

  /// The rows of some numbers, in the order of these. Numbers that no row has are passed over.
  public static List<FoundRow> of(Index index, List<Long> ids) throws IOException {
    return of(index, ids, ALL);
  }

  /// The same with the values of some columns alone: each takes its time.
  public static List<FoundRow> of(Index index, List<Long> ids, Set<RowColumn> columns)
      throws IOException {
    if (ids.isEmpty()) {
      return List.of();
    }
    String sql =
        "SELECT %s FROM every_row WHERE id IN (%s)"
            .formatted(
                columns.stream()
                    .map(RowColumn::columnName)
                    .collect(Collectors.joining(", ", "id, ", "")),
                ids.stream().map(String::valueOf).collect(Collectors.joining(",")));
    Map<Long, FoundRow> found = new HashMap<>();
    index
        .database()
        .query(
            sql,
            row -> found.put(row.getLong(1), new FoundRow(row.getLong(1), values(row, columns))));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  private static Map<RowColumn, @Nullable Object> values(ResultSet row, Set<RowColumn> columns)
      throws SQLException {
    Map<RowColumn, @Nullable Object> values = new LinkedHashMap<>();
    int place = 2;
    for (RowColumn column : columns) {
      values.put(column, Database.value(row, place++));
    }
    return values;
  }

  /// A text; empty where there is none.
  public String text(RowColumn column) {
    return Objects.toString(values.get(column), "");
  }

  /// A text of a column by its name, for templates.
  public String text(String column) {
    return RowColumn.named(column).map(this::text).orElse("");
  }

  /// A number; NaN where there is none.
  public double number(RowColumn column) {
    return values.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
