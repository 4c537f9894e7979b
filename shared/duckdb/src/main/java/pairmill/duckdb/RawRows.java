package pairmill.duckdb;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pairmill.row.Cells;
import pairmill.row.Column;
import pairmill.row.ColumnType;
import pairmill.row.Table;

/// Rows on their way from a query into a file: cells that nobody looks into.
final class RawRows {
  private RawRows() {}

  /// A table with the columns of another, whose rows are cells.
  static Table<Cells> of(Table<?> table) {
    List<Column<Cells>> columns = table.columns().stream().map(RawRows::column).toList();
    return new Table<>(table.name(), columns, cells -> cells);
  }

  private static Column<Cells> column(Column<?> column) {
    String name = column.name();
    return new Column<>(
        name, column.type(), column.description(), cells -> cells.values().get(name));
  }

  /// The columns of a table for a SELECT.
  static String columns(Table<?> table) {
    return table.columns().stream().map(c -> '"' + c.name() + '"').collect(joining(", "));
  }

  /// The columns of a table, which come first in the row that a result stands on: by position,
  /// since a look-up by name costs more than the value.
  static Cells read(ResultSet row, Table<?> table) throws SQLException {
    List<? extends Column<?>> columns = table.columns();
    Map<String, @Nullable Object> values = HashMap.newHashMap(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i).name(), value(row, i + 1, columns.get(i).type()));
    }
    return new Cells(values);
  }

  private static @Nullable Object value(ResultSet row, int position, ColumnType type)
      throws SQLException {
    return switch (type) {
      case TEXT -> row.getString(position);
      case INT -> row.getObject(position, Integer.class);
      case LONG -> row.getObject(position, Long.class);
      case DOUBLE -> row.getObject(position, Double.class);
      case INSTANT -> {
        OffsetDateTime time = row.getObject(position, OffsetDateTime.class);
        yield time == null ? null : time.toInstant();
      }
    };
  }
}
