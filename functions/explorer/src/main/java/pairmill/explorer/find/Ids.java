package pairmill.explorer.find;

import java.util.BitSet;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/// Collects the numbers of rows, a bit for each.
final class Ids implements CollectorManager<Ids.Collector, BitSet> {
  @Override
  public Collector newCollector() {
    return new Collector();
  }

  @Override
  public BitSet reduce(Collection<Collector> collectors) {
    BitSet all = new BitSet();
    collectors.forEach(collector -> all.or(collector.ids));
    return all;
  }

  /// Sets bits; read back by `Ids`.
  static final class Collector extends SimpleCollector {
    private final BitSet ids = new BitSet();
    private int base;

    @Override
    protected void doSetNextReader(LeafReaderContext context) {
      base = context.docBase;
    }

    @Override
    public void collect(int document) {
      ids.set(base + document); // documents are numbered as rows are
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }
}
