package pairmill.explorer.find;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.NumericUtils;

/// The score that each row has, and the bin it falls into: kept in memory, ten bytes a row, of up
/// to 16 million rows; of more they are read each time.
final class ScoreValues {
  private static final int MOST_KEPT = 1 << 24;

  // No finite number is written as this.
  private static final long NONE = Long.MIN_VALUE;

  private final IndexReader reader;
  private final String field;
  private final int per;
  private final boolean isKept;
  private final double[] kept;
  private final char[] bins;

  /// @param per bins per 1
  /// @param most rows whose scores are kept
  ScoreValues(IndexReader reader, String field, int per, int most) throws IOException {
    this.reader = reader;
    this.field = field;
    this.per = per;
    this.isKept = reader.maxDoc() <= most;
    this.kept = new double[isKept ? reader.maxDoc() : 0];
    this.bins = new char[kept.length];
    if (isKept) {
      read();
    }
  }

  ScoreValues(IndexReader reader, String field, int per) throws IOException {
    this(reader, field, per, MOST_KEPT);
  }

  private NumericDocValues of(LeafReaderContext leaf) throws IOException {
    return DocValues.unwrapSingleton(DocValues.getSortedNumeric(leaf.reader(), field));
  }

  private void read() throws IOException {
    Arrays.fill(bins, (char) Bins.NONE);
    for (LeafReaderContext leaf : reader.leaves()) {
      NumericDocValues scores = of(leaf);
      for (int row = scores.nextDoc();
          row != DocIdSetIterator.NO_MORE_DOCS;
          row = scores.nextDoc()) {
        double score = NumericUtils.sortableLongToDouble(scores.longValue());
        kept[leaf.docBase + row] = score;
        bins[leaf.docBase + row] = (char) Bins.of(score, per);
      }
    }
  }

  /// How the scores of some rows are spread.
  Spread spread(FixedBitSet rows) throws IOException {
    Bins found = new Bins(per);
    if (isKept) {
      RowSets.each(
          rows,
          0,
          rows.length(),
          (batch, count) -> {
            for (int i = 0; i < count; i++) {
              found.add(bins[batch[i]], kept[batch[i]]);
            }
          });
      return found.spread();
    }
    long[] values = new long[RowSets.BATCH];
    for (LeafReaderContext leaf : reader.leaves()) {
      NumericDocValues scores = of(leaf);
      RowSets.each(
          rows,
          leaf.docBase,
          leaf.docBase + leaf.reader().maxDoc(),
          (batch, count) -> {
            for (int i = 0; i < count; i++) {
              batch[i] -= leaf.docBase;
            }
            scores.longValues(count, batch, values, NONE);
            for (int i = 0; i < count; i++) {
              if (values[i] != NONE) {
                double score = NumericUtils.sortableLongToDouble(values[i]);
                found.add(Bins.of(score, per), score);
              }
            }
          });
    }
    return found.spread();
  }
}
