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
import org.apache.lucene.util.LongValues;
import org.apache.lucene.util.packed.PackedInts;

/// The word that each row has in a field, as a number. 0 stands for none; words are numbered from 1
/// as they are sorted.
final class WordNumbers {
  private final String field;
  private final IndexReader reader;
  private final OrdinalMap words;
  private final RowNumbers numbers;

  WordNumbers(IndexReader reader, String field) throws IOException {
    this.field = field;
    this.reader = reader;
    List<SortedSetDocValues> segments = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      segments.add(DocValues.getSortedSet(leaf.reader(), field));
    }
    words = OrdinalMap.build(null, segments.toArray(SortedSetDocValues[]::new), PackedInts.DEFAULT);
    numbers = new RowNumbers(reader.maxDoc(), Math.toIntExact(words.getValueCount()) + 1);
    for (LeafReaderContext leaf : reader.leaves()) {
      read(leaf, words.getGlobalOrds(leaf.ord));
    }
  }

  private void read(LeafReaderContext leaf, LongValues global) throws IOException {
    SortedDocValues own = DocValues.unwrapSingleton(DocValues.getSortedSet(leaf.reader(), field));
    for (int row = own.nextDoc(); row != DocIdSetIterator.NO_MORE_DOCS; row = own.nextDoc()) {
      numbers.set(leaf.docBase + row, (int) global.get(own.ordValue()) + 1);
    }
  }

  /// The number of each row's word.
  RowNumbers numbers() {
    return numbers;
  }

  private record Counted(int number, int count) {
    // None is `(none)`, which sorts before letters, and is number 0.
    static final Comparator<Counted> ORDER =
        Comparator.comparingInt(Counted::count).reversed().thenComparingInt(Counted::number);
  }

  /// The most frequent words, these first; of equally frequent ones the one that sorts first. Rows
  /// without a word are counted under [Filter#NONE].
  ///
  /// @param counts how many rows have the word of each number
  List<Map.Entry<String, Long>> first(int[] counts, int most) throws IOException {
    PriorityQueue<Counted> first = new PriorityQueue<>(Counted.ORDER.reversed());
    for (int number = 0; number < counts.length; number++) {
      int count = counts[number];
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
