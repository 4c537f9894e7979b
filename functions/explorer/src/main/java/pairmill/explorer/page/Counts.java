package pairmill.explorer.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Filter;
import pairmill.explorer.index.Database;
import pairmill.explorer.index.RowColumn;

/// Counts rows: from what was counted beforehand where that tells it, else by looking.
@ApplicationScoped
public final class Counts {
  private static final int MOST = 100;

  private final Explored explored;

  @Inject
  Counts(Explored explored) {
    this.explored = explored;
  }

  /// How many rows a filter means.
  long of(Filter filter) throws IOException {
    return filter.isAll() && explored.finder().isSettled()
        ? explored.index().mark().rows()
        : explored.finder().count(filter);
  }

  /// How many rows have each word of a column, the most frequent first; at least the first hundred.
  List<Map.Entry<String, Long>> words(RowColumn column) throws IOException {
    return words(Filter.ALL, List.of(column), MOST).getFirst();
  }

  /// The same of a filter for some columns, looked at once.
  ///
  /// @param most words that are wanted of each: to name one takes its time; there may be more
  List<List<Map.Entry<String, Long>>> words(Filter filter, List<RowColumn> columns, int most)
      throws IOException {
    if (!filter.isAll() || !explored.finder().isSettled()) {
      return explored.finder().words(filter, columns, most);
    }
    List<List<Map.Entry<String, Long>>> all = new ArrayList<>();
    for (RowColumn column : columns) {
      all.add(facts(column));
    }
    return all;
  }

  private List<Map.Entry<String, Long>> facts(RowColumn column) throws IOException {
    Database database = explored.index().database();
    return column == RowColumn.DOMAIN
        ? database.facts(
            "SELECT domain, count FROM domains ORDER BY rank LIMIT " + MOST,
            List.of(),
            row -> entry(row.getString(1), row.getLong(2)))
        : database.facts(
            "SELECT word, count FROM words WHERE name = ? ORDER BY count DESC, word",
            List.of(column.columnName()),
            row -> entry(row.getString(1), row.getLong(2)));
  }

  private static Map.Entry<String, Long> entry(String word, long count) {
    return Map.entry(word.isEmpty() ? Filter.NONE : word, count);
  }
}
