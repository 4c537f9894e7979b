package pairmill.explorer.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.LongValues;
import org.apache.lucene.util.packed.PackedInts;

/// The word that each row has in a field, as a number, in memory: two bytes a row for 65,000 words.
/// 0 stands for none; words are numbered from 1 as they are sorted.
final class WordNumbers {
  private static final float SPACE_FOR_SPEED = 0.2f;

  private final String field;
  private final IndexReader reader;
  private final OrdinalMap words;
  private final PackedInts.Mutable numbers;

  WordNumbers(IndexReader reader, String field) throws IOException {
    this.field = field;
    this.reader = reader;
    List<SortedSetDocValues> segments = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      segments.add(DocValues.getSortedSet(leaf.reader(), field));
    }
    words = OrdinalMap.build(null, segments.toArray(SortedSetDocValues[]::new), PackedInts.DEFAULT);
    numbers =
        PackedInts.getMutable(
            Math.max(1, reader.maxDoc()), PackedInts.bitsRequired(size()), SPACE_FOR_SPEED);
    for (LeafReaderContext leaf : reader.leaves()) {
      read(leaf, words.getGlobalOrds(leaf.ord));
    }
  }

  private void read(LeafReaderContext leaf, LongValues global) throws IOException {
    SortedDocValues own = DocValues.unwrapSingleton(DocValues.getSortedSet(leaf.reader(), field));
    for (int row = own.nextDoc(); row != DocIdSetIterator.NO_MORE_DOCS; row = own.nextDoc()) {
      numbers.set(leaf.docBase + row, global.get(own.ordValue()) + 1);
    }
  }

  /// How many different words there are.
  int size() {
    return Math.toIntExact(words.getValueCount());
  }

  int of(int document) {
    return (int) numbers.get(document);
  }

  /// The word of a number from 0 to `size()`.
  String word(int number) throws IOException {
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
