package pairmill.explorer.find;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// Finds the rows of a set, for searches that ask for more than which they are.
final class RowsQuery extends Query {
  private final FixedBitSet rows;
  private final int count;

  RowsQuery(FixedBitSet rows) {
    this.rows = rows;
    this.count = rows.cardinality();
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
        int end = leaf.reader().maxDoc();
        long cost = Math.max(1, (long) count * end / rows.length());
        return new DefaultScorerSupplier(
            new ConstantScoreScorer(score(), mode, new SegmentRows(leaf.docBase, end, cost)));
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  /// Goes through the rows of a segment.
  private final class SegmentRows extends DocIdSetIterator {
    private final int base;
    private final int end;
    private final long cost;
    private int document = -1;

    SegmentRows(int base, int end, long cost) {
      this.base = base;
      this.end = end;
      this.cost = cost;
    }

    @Override
    public int docID() {
      return document;
    }

    @Override
    public int nextDoc() {
      return advance(document + 1);
    }

    @Override
    public int advance(int target) {
      int found = target >= end ? NO_MORE_DOCS : rows.nextSetBit(base + target, base + end);
      document = found == NO_MORE_DOCS ? NO_MORE_DOCS : found - base;
      return document;
    }

    @Override
    public void intoBitSet(int upTo, FixedBitSet bits, int offset) {
      int to = Math.min(upTo, end);
      if (document < to) {
        FixedBitSet.orRange(rows, base + document, bits, document - offset, to - document);
        advance(to);
      }
    }

    @Override
    public long cost() {
      return cost;
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "%,d rows".formatted(count);
  }

  // Which rows they are is never compared: there may be very many.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
