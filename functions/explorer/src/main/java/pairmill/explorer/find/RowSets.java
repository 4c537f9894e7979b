package pairmill.explorer.find;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;

/// Which rows meet conditions: a bit for each row, by its number, which is that of Lucene's
/// document.
///
/// A page asks several things of the same rows, and the next page often keeps most conditions. So
/// what each condition finds is kept, and so is what they find together.
final class RowSets {
  private static final int KEPT_BYTES = 128 << 20;
  private static final int KEPT = 1_000;

  /// Rows that are given at once.
  static final int BATCH = 1 << 12;

  private static final int AHEAD = 8;

  private final IndexSearcher searcher;
  private final int rows;
  private final Cache<Object, FixedBitSet> kept =
      CacheBuilder.newBuilder()
          .maximumWeight(KEPT_BYTES)
          .weigher((Object asked, FixedBitSet found) -> weight(found))
          .concurrencyLevel(1) // else each part keeps a part of the bytes
          .build();

  RowSets(IndexSearcher searcher) {
    this.searcher = searcher;
    this.rows = searcher.getIndexReader().maxDoc();
  }

  // What is asked takes memory, too, so there are never more than KEPT.
  private static int weight(FixedBitSet found) {
    return Math.max(Long.BYTES * found.getBits().length, KEPT_BYTES / KEPT);
  }

  private record Conditions(List<Query> queries, Hidden hidden) {}

  /// The rows that meet all conditions and are not hidden. Not to be changed.
  FixedBitSet of(List<Query> conditions, Hidden hidden) throws IOException {
    if (conditions.size() == 1 && hidden.isEmpty()) {
      return of(conditions.getFirst());
    }
    Conditions asked = new Conditions(conditions, hidden);
    FixedBitSet known = kept.getIfPresent(asked);
    if (known != null) {
      return known;
    }
    FixedBitSet found = conditions.isEmpty() ? all() : of(conditions.getFirst()).clone();
    for (Query condition : conditions.stream().skip(1).toList()) {
      found.and(of(condition));
    }
    hidden.clear(found);
    kept.put(asked, found);
    return found;
  }

  private FixedBitSet all() {
    FixedBitSet all = new FixedBitSet(rows);
    if (rows > 0) {
      all.set(0, rows);
    }
    return all;
  }

  private FixedBitSet of(Query condition) throws IOException {
    FixedBitSet known = kept.getIfPresent(condition);
    if (known != null) {
      return known;
    }
    FixedBitSet found = new FixedBitSet(rows);
    Weight weight =
        searcher.createWeight(searcher.rewrite(condition), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer != null) {
        DocIdSetIterator matching = scorer.iterator();
        matching.nextDoc();
        matching.intoBitSet(DocIdSetIterator.NO_MORE_DOCS, found, -leaf.docBase);
      }
    }
    kept.put(condition, found);
    return found;
  }

  /// Takes rows by their numbers.
  interface Taker {
    /// Some rows, ascending: the first `count` of an array that may be changed.
    void take(int[] rows, int count) throws IOException;
  }

  /// Gives the rows of a set from one number to below another, some thousand at once.
  static void each(FixedBitSet set, int from, int to, Taker taker) throws IOException {
    long[] words = set.getBits();
    int[] batch = new int[BATCH + AHEAD];
    for (int start = from; start < to; ) {
      int end = Math.min(to, (start / BATCH + 1) * BATCH);
      int count = 0;
      for (int first = start; first < end; ) {
        int next = Math.min(end, (first / Long.SIZE + 1) * Long.SIZE);
        long word = words[first / Long.SIZE] & (-1L << first) & (-1L >>> -next); // by 64 is by 0
        count = add(word, first & -Long.SIZE, batch, count);
        first = next;
      }
      taker.take(batch, count);
      start = end;
    }
  }

  // Some are written whether they are there or not: how many there are is not foreseen, and to
  // guess wrong takes longer.
  private static int add(long word, int base, int[] rows, int count) {
    int end = count + Long.bitCount(word);
    long left = word;
    for (int i = 0; i < AHEAD; i++) {
      rows[count + i] = base + Long.numberOfTrailingZeros(left);
      left &= left - 1;
    }
    for (int i = count + AHEAD; i < end; i++) {
      rows[i] = base + Long.numberOfTrailingZeros(left);
      left &= left - 1;
    }
    return end;
  }
}
