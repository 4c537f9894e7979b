package pairmill.explorer.find;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.index.Embeddings;

/// Finds the pictures that are most like a vector.
///
/// A part of all, in the groups that are most like the vector, is compared by its signs; those that
/// differ in the fewest are compared by their values, the most promising first, until many in a row
/// bring nothing better.
final class Nearest {
  private static final int PART = 8; // one of so many embeddings is looked at
  private static final int LEAST = 20_000; // so many at least, of those that are meant
  private static final int IN_A_ROW = 500; // that bring nothing better
  private static final int SPARSE = 8; // one of more than so many is meant
  private static final int BATCH = 1 << 8;

  private final Embeddings embeddings;

  Nearest(Embeddings embeddings) {
    this.embeddings = embeddings;
  }

  /// The rows that are most like a vector, the most alike first.
  ///
  /// @param vector `float[dimensions]`, L2-normalised
  /// @param among rows that are meant; null for all
  /// @throws IllegalArgumentException when the embeddings have other dimensions
  List<Finder.Alike> find(float[] vector, @Nullable FixedBitSet among, int most) {
    if (vector.length != embeddings.dimensions()) {
      throw new IllegalArgumentException(
          "The model makes embeddings of %,d values, and those of this dataset have %,d."
              .formatted(vector.length, embeddings.dimensions()));
    }
    Comparator<Finder.Alike> order = Comparator.comparingDouble(Finder.Alike::cosine);
    PriorityQueue<Finder.Alike> best = new PriorityQueue<>(order);
    int[] promising = promising(embeddings.signs(vector), among);
    boolean better = true;
    for (int from = 0; from < promising.length && better; from += IN_A_ROW) {
      int[] places =
          Arrays.copyOfRange(promising, from, Math.min(promising.length, from + IN_A_ROW));
      double[] cosines = embeddings.cosines(vector, places);
      better = false;
      for (int i = 0; i < places.length; i++) {
        if (best.size() < most || cosines[i] > best.element().cosine()) {
          better = true;
          best.add(new Finder.Alike(embeddings.row(places[i]), cosines[i]));
          if (best.size() > most) {
            best.remove();
          }
        }
      }
    }
    return best.stream().sorted(order.reversed()).toList();
  }

  /// Places of those that differ in the fewest signs, these first.
  private int[] promising(long[] signs, @Nullable FixedBitSet among) {
    long size = embeddings.size();
    long meant = among == null ? size : Math.max(1, among.cardinality());
    long enough = Math.max(size / PART, LEAST * size / meant);
    Promising promising = new Promising(signs.length * Long.SIZE);
    Comparing comparing = new Comparing(signs, among, meant * SPARSE < size, promising);
    long looked = 0;
    int[] groups = mostAlike(signs);
    for (int i = 0; i < groups.length && looked < enough; i++) {
      int start = embeddings.start(groups[i]);
      int end = embeddings.start(groups[i] + 1);
      for (int from = start; from < end; from += BATCH) {
        comparing.batch(from, Math.min(end, from + BATCH));
      }
      looked += end - start;
    }
    return promising.inOrder();
  }

  private int[] mostAlike(long[] signs) {
    int[] differing = embeddings.compareGroups(signs);
    return Promising.ascending(differing, differing.length, signs.length * Long.SIZE);
  }

  /// Compares embeddings with some signs.
  private final class Comparing {
    private final long[] signs;
    private final @Nullable FixedBitSet among;
    private final boolean sparse;
    private final Promising promising;
    private final int[] rows = new int[BATCH];
    private final int[] places = new int[BATCH];
    private final int[] differing = new int[BATCH];
    private final long[] others;

    Comparing(long[] signs, @Nullable FixedBitSet among, boolean sparse, Promising promising) {
      this.signs = signs;
      this.among = among;
      this.sparse = sparse;
      this.promising = promising;
      this.others = new long[BATCH * signs.length];
    }

    // Where most are meant, those that are not are left out when they turn out to be promising.
    void batch(int from, int end) {
      int count = 0;
      if (among != null && sparse) {
        embeddings.copyRows(from, rows);
        for (int i = 0; i < end - from; i++) {
          if (among.get(rows[i])) {
            embeddings.copySigns(from + i, 1, others, count);
            places[count++] = from + i;
          }
        }
      } else {
        count = end - from;
        embeddings.copySigns(from, count, others, 0);
        for (int i = 0; i < count; i++) {
          places[i] = from + i;
        }
      }
      Embeddings.compare(signs, others, count, differing);
      for (int i = 0; i < count; i++) {
        if (differing[i] <= promising.most() && (sparse || isMeant(places[i]))) {
          promising.add(places[i], differing[i]);
        }
      }
    }

    private boolean isMeant(int place) {
      return among == null || among.get(embeddings.row(place));
    }
  }
}
