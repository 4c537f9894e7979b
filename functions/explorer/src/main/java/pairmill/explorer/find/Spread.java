package pairmill.explorer.find;

import java.util.Map;
import java.util.SortedMap;

/// How a score is spread over some rows.
///
/// @param bins rows by bin: N holds N / per <= score < (N + 1) / per; empty ones are left out
/// @param per bins per 1
/// @param sum of all scores
/// @param least the lowest score; endless when no row has one, as is `most`
public record Spread(
    SortedMap<Integer, Long> bins, int per, double sum, double least, double most) {
  /// Rows that have a score.
  public long count() {
    return bins.values().stream().mapToLong(Long::longValue).sum();
  }

  /// NaN when no row has a score.
  public double mean() {
    return sum / count();
  }

  /// The score that a share of the rows stays below, as if the scores of a bin lay evenly in it:
  /// off by less than a bin. NaN when no row has a score.
  ///
  /// @param share 0 to 1
  public double quantile(double share) {
    double place = share * (count() - 1);
    long before = 0;
    for (Map.Entry<Integer, Long> bin : bins.entrySet()) {
      if (place < before + bin.getValue()) {
        double within = (place - before + 0.5) / bin.getValue();
        return Math.clamp((bin.getKey() + Math.min(1, within)) / per, least, most);
      }
      before += bin.getValue();
    }
    return most < least ? Double.NaN : most;
  }
}
