package pairmill.explorer.find;

import java.io.IOException;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.NumericUtils;

/// Counts rows by the bin that their score falls into, and adds the scores up.
final class Bins implements CollectorManager<Bins.Counter, Spread> {
  // Scores are about -1 to 1 or 0 to 10; what lies far outside is counted in the outermost bins.
  private static final int HALF = 5_000;

  private final String field;
  private final int per;

  Bins(String field, int per) {
    this.field = field;
    this.per = per;
  }

  // The product may be a little off, and the edges are decimals: 0.29 belongs to the bin that
  // starts there.
  private static double bin(double score, int per) {
    double bin = Math.floor(score * per);
    if ((bin + 1) / per <= score) {
      return bin + 1;
    }
    return bin / per > score ? bin - 1 : bin;
  }

  @Override
  public Counter newCollector() {
    return new Counter(field, per);
  }

  @Override
  public Spread reduce(Collection<Counter> counters) {
    SortedMap<Integer, Long> all = new TreeMap<>();
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (Counter counter : counters) {
      for (int i = 0; i < counter.counts.length; i++) {
        if (counter.counts[i] > 0) {
          all.merge(i - HALF, counter.counts[i], Long::sum);
        }
      }
      sum += counter.sum;
      least = Math.min(least, counter.least);
      most = Math.max(most, counter.most);
    }
    return new Spread(all, per, sum, least, most);
  }

  /// Counts in an array; read back by `Bins`.
  static final class Counter extends SimpleCollector {
    private final String field;
    private final int per;
    private final long[] counts = new long[2 * HALF + 1];
    private NumericDocValues scores = DocValues.emptyNumeric();
    private double sum;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    Counter(String field, int per) {
      this.field = field;
      this.per = per;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
      scores = DocValues.unwrapSingleton(DocValues.getSortedNumeric(context.reader(), field));
    }

    @Override
    public void collect(int document) throws IOException {
      if (scores.advanceExact(document)) {
        double score = NumericUtils.sortableLongToDouble(scores.longValue());
        counts[(int) Math.clamp(bin(score, per), -HALF, HALF) + HALF]++;
        sum += score;
        least = Math.min(least, score);
        most = Math.max(most, score);
      }
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }
}
