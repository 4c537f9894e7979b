package pairmill.explorer.find;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.DocIdSetBuilder;
import org.jspecify.annotations.Nullable;

/// Finds rows by their numbers, which are those of Lucene's documents.
final class RowsQuery extends Query {
  private final long[] ids;

  /// @param ids ascending, each once
  RowsQuery(long[] ids) {
    this.ids = ids;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        int end = leaf.reader().maxDoc();
        int from = place(leaf.docBase);
        int to = place((long) leaf.docBase + end);
        if (from == to) {
          return null;
        }
        DocIdSetBuilder rows = new DocIdSetBuilder(end);
        DocIdSetBuilder.BulkAdder adder = rows.grow(to - from);
        for (int i = from; i < to; i++) {
          adder.add((int) (ids[i] - leaf.docBase));
        }
        return new DefaultScorerSupplier(
            new ConstantScoreScorer(score(), mode, rows.build().iterator()));
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return true;
      }
    };
  }

  // Of the first number that is not lower.
  private int place(long id) {
    int found = Arrays.binarySearch(ids, id);
    return found < 0 ? -found - 1 : found;
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "%,d rows by number".formatted(ids.length);
  }

  // Made once for what is hidden, which may be very many: their numbers are never compared.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
