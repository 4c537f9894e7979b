package pairmill.explorer.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.LongValues;
import org.apache.lucene.util.packed.PackedInts;

/// The word that each row has in a field, as a number, in memory: a byte a row for up to 255 words,
/// two for up to 65,535, else four. 0 stands for none; words are numbered from 1 as they are
/// sorted.
final class WordNumbers {
  private static final int BYTE = 0xff;
  private static final int LANES = 4;

  private final String field;
  private final IndexReader reader;
  private final OrdinalMap words;
  private final Object numbers; // byte[], char[] or int[]
  private final int end; // above the highest number

  WordNumbers(IndexReader reader, String field) throws IOException {
    this.field = field;
    this.reader = reader;
    List<SortedSetDocValues> segments = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      segments.add(DocValues.getSortedSet(leaf.reader(), field));
    }
    words = OrdinalMap.build(null, segments.toArray(SortedSetDocValues[]::new), PackedInts.DEFAULT);
    end = Math.toIntExact(words.getValueCount()) + 1;
    int rows = reader.maxDoc();
    numbers =
        end <= BYTE + 1
            ? new byte[rows]
            : end <= Character.MAX_VALUE + 1 ? new char[rows] : new int[rows];
    for (LeafReaderContext leaf : reader.leaves()) {
      read(leaf, words.getGlobalOrds(leaf.ord));
    }
  }

  private void read(LeafReaderContext leaf, LongValues global) throws IOException {
    SortedDocValues own = DocValues.unwrapSingleton(DocValues.getSortedSet(leaf.reader(), field));
    for (int row = own.nextDoc(); row != DocIdSetIterator.NO_MORE_DOCS; row = own.nextDoc()) {
      int number = (int) global.get(own.ordValue()) + 1;
      switch (numbers) {
        case byte[] bytes -> bytes[leaf.docBase + row] = (byte) number;
        case char[] chars -> chars[leaf.docBase + row] = (char) number;
        default -> ((int[]) numbers)[leaf.docBase + row] = number;
      }
    }
  }

  /// How many of some rows have each word of some fields, the most frequent first; of equally
  /// frequent ones the one that sorts first. Rows without a word are counted under [Filter#NONE].
  ///
  /// @param most words of a field
  static List<List<Map.Entry<String, Long>>> count(
      FixedBitSet rows, List<WordNumbers> fields, int most) throws IOException {
    List<int[]> counts = fields.stream().map(field -> new int[field.lanes() * field.end]).toList();
    RowSets.each(
        rows,
        0,
        rows.length(),
        (batch, count) -> {
          for (int i = 0; i < counts.size(); i++) {
            fields.get(i).count(batch, count, counts.get(i));
          }
        });
    List<List<Map.Entry<String, Long>>> first = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      first.add(fields.get(i).first(counts.get(i), most));
    }
    return first;
  }

  private int lanes() {
    return numbers instanceof byte[] ? LANES : 1;
  }

  private void count(int[] rows, int count, int[] counts) {
    switch (numbers) {
      // Where words are few, most rows have the same: counted in one place, each would wait for the
      // one before.
      case byte[] bytes -> {
        for (int i = 0; i < count; i++) {
          counts[i % LANES * end + (bytes[rows[i]] & BYTE)]++;
        }
      }
      case char[] chars -> {
        for (int i = 0; i < count; i++) {
          counts[chars[rows[i]]]++;
        }
      }
      default -> {
        int[] ints = (int[]) numbers;
        for (int i = 0; i < count; i++) {
          counts[ints[rows[i]]]++;
        }
      }
    }
  }

  private record Counted(int number, int count) {
    // None is `(none)`, which sorts before letters, and is number 0.
    static final Comparator<Counted> ORDER =
        Comparator.comparingInt(Counted::count).reversed().thenComparingInt(Counted::number);
  }

  private List<Map.Entry<String, Long>> first(int[] counts, int most) throws IOException {
    PriorityQueue<Counted> first = new PriorityQueue<>(Counted.ORDER.reversed());
    for (int number = 0; number < end; number++) {
      int count = 0;
      for (int i = number; i < counts.length; i += end) {
        count += counts[i];
      }
      boolean among = first.size() < most || (!first.isEmpty() && first.element().count < count);
      if (count > 0 && among) {
        first.add(new Counted(number, count));
        if (first.size() > most) {
          first.remove();
        }
      }
    }
    List<Map.Entry<String, Long>> found = new ArrayList<>();
    for (Counted counted : first.stream().sorted(Counted.ORDER).toList()) {
      found.add(Map.entry(word(counted.number), (long) counted.count));
    }
    return found;
  }

  private String word(int number) throws IOException {
    if (number == 0) {
      return Filter.NONE;
    }
    int segment = words.getFirstSegmentNumber(number - 1);
    long own = words.getFirstSegmentOrd(number - 1);
    return DocValues.getSortedSet(reader.leaves().get(segment).reader(), field)
        .lookupOrd(own)
        .utf8ToString();
  }
}
