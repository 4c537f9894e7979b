package pairmill.explorer.find;

import java.util.SortedMap;
import java.util.TreeMap;

/// Counts rows by the bin that their score falls into, and adds the scores up.
final class Bins {
  /// The bin of a row without a score, which is not counted.
  static final int NONE = 0;

  // Scores are about -1 to 1 or 0 to 10; what lies far outside is counted in the outermost bins.
  private static final int HALF = 5_000;
  private static final int ZERO = HALF + 1; // where the bin that starts at 0 is counted

  private final int per;
  private final long[] counts = new long[ZERO + HALF + 1];
  private double sum;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  /// @param per bins per 1
  Bins(int per) {
    this.per = per;
  }

  /// Where a score is counted.
  ///
  /// The product may be a little off, and the edges are decimals: 0.29 belongs to the bin that
  /// starts there.
  static int of(double score, int per) {
    double bin = Math.floor(score * per);
    if ((bin + 1) / per <= score) {
      bin++;
    } else if (bin / per > score) {
      bin--;
    }
    return (int) Math.clamp(bin, -HALF, HALF) + ZERO;
  }

  /// Counts a row.
  ///
  /// @param bin [#of] the score, or [#NONE]
  void add(int bin, double score) {
    if (bin != NONE) {
      counts[bin]++;
      sum += score;
      least = score < least ? score : least;
      most = score > most ? score : most;
    }
  }

  Spread spread() {
    SortedMap<Integer, Long> all = new TreeMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        all.put(i - ZERO, counts[i]);
      }
    }
    return new Spread(all, per, sum, least, most);
  }
}
