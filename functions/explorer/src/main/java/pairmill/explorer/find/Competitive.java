package pairmill.explorer.find;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FilterDocIdSetIterator;
import org.apache.lucene.search.FilterLeafCollector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/// Finds the first of all rows in an order, and looks past those that cannot be among them.
///
/// Lucene asks once which rows of a segment may compete. At its beginning all may, so where all are
/// looked at it takes the whole segment for one run, and compares millions. Here they never say
/// that they are a run: after each 4,096 rows it is asked anew.
final class Competitive implements CollectorManager<Competitive.Rows, TopFieldDocs> {
  private final TopFieldCollectorManager first;

  Competitive(TopFieldCollectorManager first) {
    this.first = first;
  }

  @Override
  public Rows newCollector() throws IOException {
    return new Rows(first.newCollector());
  }

  @Override
  public TopFieldDocs reduce(Collection<Rows> collectors) throws IOException {
    return first.reduce(collectors.stream().map(rows -> rows.all).toList());
  }

  /// Collects as it is told; read back by `Competitive`.
  static final class Rows implements Collector {
    private final TopFieldCollector all;

    Rows(TopFieldCollector all) {
      this.all = all;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
      return new FilterLeafCollector(all.getLeafCollector(context)) {
        @Override
        public @Nullable DocIdSetIterator competitiveIterator() throws IOException {
          DocIdSetIterator rows = in.competitiveIterator();
          // Its own `docIDRunEnd` is not asked.
          return rows == null ? null : new FilterDocIdSetIterator(rows) {};
        }
      };
    }

    @Override
    public ScoreMode scoreMode() {
      return all.scoreMode();
    }

    @Override
    public void setWeight(Weight weight) {
      all.setWeight(weight);
    }
  }
}
