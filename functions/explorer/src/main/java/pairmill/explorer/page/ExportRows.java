package pairmill.explorer.page;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.index.Database;
import pairmill.explorer.index.Index;
import pairmill.explorer.index.RowColumn;

/// Rows on their way out, in the dataset's order, some thousands at a time.
///
/// @param ids their numbers
/// @param columns that go out
record ExportRows(Index index, BitSet ids, List<RowColumn> columns) {
  private static final int AT_A_TIME = 4_096;
  private static final int DENSE = 16;

  /// Takes a row.
  @FunctionalInterface
  interface Taker {
    void take(List<@Nullable Object> row) throws IOException;
  }

  void each(Taker taker) throws IOException {
    int next = ids.nextSetBit(0);
    while (next >= 0) {
      List<Integer> some = new ArrayList<>();
      for (; next >= 0 && some.size() < AT_A_TIME; next = ids.nextSetBit(next + 1)) {
        some.add(next);
      }
      for (List<@Nullable Object> row : read(some)) {
        taker.take(row);
      }
    }
  }

  // Where most rows are wanted, those between them are passed over; else each is named by its place
  // in the table, which is its number. On 2 M rows: 200,000 rows/s, and 20,000.
  private List<List<@Nullable Object>> read(List<Integer> some) throws IOException {
    int first = some.getFirst();
    int last = some.getLast();
    String which =
        last - first < (long) DENSE * some.size()
            ? "BETWEEN %d AND %d".formatted(first, last)
            : some.stream().map(String::valueOf).collect(Collectors.joining(",", "IN (", ")"));
    String names = columns.stream().map(RowColumn::columnName).collect(Collectors.joining(", "));
    return index
        .database()
        .query(
            "SELECT rowid, %s FROM every_row WHERE rowid %s ORDER BY rowid".formatted(names, which),
            row -> ids.get(row.getInt(1)) ? cells(row) : List.<@Nullable Object>of())
        .stream()
        .filter(row -> !row.isEmpty())
        .toList();
  }

  private List<@Nullable Object> cells(ResultSet row) throws SQLException {
    List<@Nullable Object> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.add(Database.value(row, i + 2));
    }
    return cells;
  }
}
