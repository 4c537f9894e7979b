package pairmill.explorer.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.index.RowColumn;

/// Columns that rows are counted by, in memory: each is read when it is asked for first.
final class Columns {
  private final IndexReader reader;
  private final Map<List<RowColumn>, WordCounts> counts = new HashMap<>();
  private final Map<RowColumn, WordNumbers> words = new EnumMap<>(RowColumn.class);
  private final Map<Binned, ScoreValues> scores = new HashMap<>();

  private record Binned(RowColumn score, int per) {}

  Columns(IndexReader reader) {
    this.reader = reader;
  }

  /// Columns of kind WORD.
  WordCounts words(List<RowColumn> columns) throws IOException {
    return once(
        counts,
        columns,
        () -> {
          List<WordNumbers> numbers = new ArrayList<>();
          for (RowColumn column : columns) {
            numbers.add(once(words, column, () -> new WordNumbers(reader, column.columnName())));
          }
          return new WordCounts(numbers, reader.maxDoc());
        });
  }

  /// A column of kind SCORE.
  ///
  /// @param per bins per 1
  ScoreValues scores(RowColumn column, int per) throws IOException {
    return once(
        scores, new Binned(column, per), () -> new ScoreValues(reader, column.columnName(), per));
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  // Who asks for the same meanwhile waits for it.
  private static <K, T> T once(Map<K, T> known, K key, Reading<T> reading) throws IOException {
    synchronized (known) {
      @Nullable T value = known.get(key);
      if (value == null) {
        value = reading.read();
        known.put(key, value);
      }
      return value;
    }
  }
}
