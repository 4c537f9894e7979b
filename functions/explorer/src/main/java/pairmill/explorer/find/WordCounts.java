package pairmill.explorer.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.FixedBitSet;

/// Counts the words that rows have in some fields.
///
/// Most of the time goes into reading memory, so fields of few words are read as one: a row has one
/// number for the words it has in them.
final class WordCounts {
  private final List<WordNumbers> fields;
  private final List<Part> parts = new ArrayList<>();

  /// Fields that are read as one.
  private record Part(List<Integer> fields, RowNumbers numbers) {}

  /// @param rows how many there are
  WordCounts(List<WordNumbers> fields, int rows) {
    this.fields = fields;
    for (int i = 0; i < fields.size(); i++) {
      add(i, fields.get(i).numbers(), rows);
    }
  }

  private void add(int field, RowNumbers numbers, int rows) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if ((long) part.numbers.end() * numbers.end() <= RowNumbers.BYTE) {
        List<Integer> both = new ArrayList<>(part.fields);
        both.add(field);
        parts.set(i, new Part(both, RowNumbers.both(part.numbers, numbers, rows)));
        return;
      }
    }
    parts.add(new Part(List.of(field), numbers));
  }

  /// The most frequent words that some rows have in each field, see [WordNumbers#first].
  List<List<Map.Entry<String, Long>>> of(FixedBitSet rows, int most) throws IOException {
    List<int[]> counts = parts.stream().map(part -> part.numbers.counts()).toList();
    RowSets.each(
        rows,
        0,
        rows.length(),
        (batch, count) -> {
          for (int i = 0; i < counts.size(); i++) {
            parts.get(i).numbers.count(batch, count, counts.get(i));
          }
        });
    int[][] each = new int[fields.size()][];
    for (int i = 0; i < counts.size(); i++) {
      apart(parts.get(i), counts.get(i), each);
    }
    List<List<Map.Entry<String, Long>>> first = new ArrayList<>();
    for (int i = 0; i < each.length; i++) {
      first.add(fields.get(i).first(each[i], most));
    }
    return first;
  }

  // The number of the last field changes fastest.
  private void apart(Part part, int[] counts, int[][] each) {
    int[] counted = part.numbers.counted(counts);
    int below = 1;
    for (int field : part.fields.reversed()) {
      int end = fields.get(field).numbers().end();
      int[] own = new int[end];
      for (int number = 0; number < counted.length; number++) {
        own[number / below % end] += counted[number];
      }
      each[field] = own;
      below *= end;
    }
  }
}
