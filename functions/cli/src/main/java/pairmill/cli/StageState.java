package pairmill.cli;

import java.util.SortedMap;
import java.util.TreeMap;
import pairmill.pair.Reason;
import pairmill.pair.StageName;

/// How far a stage is at one moment.
///
/// @param active true while at least one of its tasks works
/// @param expected items that will come in all; 0 when not known
/// @param expectedBytes that will be read in all; 0 when not known
/// @param seconds during which at least one of its tasks worked
record StageState(
    StageName stage,
    boolean active,
    long kept,
    SortedMap<Reason, Long> refused,
    long expected,
    long bytes,
    long expectedBytes,
    double seconds) {
  StageState {
    refused = new TreeMap<>(refused);
  }

  /// Items that were kept or refused.
  long done() {
    return kept + allRefused();
  }

  long allRefused() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /// The part that is done, 0 to 1; negative when nobody knows.
  double fraction() {
    if (expectedBytes > 0) {
      return Math.min(1, (double) bytes / expectedBytes);
    }
    return expected < Math.max(1, done()) ? -1 : (double) done() / expected;
  }

  /// Seconds until the rest is done at the pace so far; negative when nobody knows.
  double secondsLeft() {
    double fraction = fraction();
    return fraction <= 0 ? -1 : seconds * (1 - fraction) / fraction;
  }
}
