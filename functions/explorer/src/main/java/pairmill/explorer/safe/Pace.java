package pairmill.explorer.safe;

import java.util.LinkedHashMap;
import java.util.Map;

/// How much one visitor may ask: so many requests a second on average, and more for a moment. Safe
/// for use by many threads.
///
/// Only the last visitors are remembered, in bounded memory.
final class Pace {
  private static final int VISITORS = 10_000;

  private final double perSecond;
  private final double burst;
  private final Map<String, Allowance> visitors =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
          return size() > VISITORS;
        }
      };

  /// What a visitor has left, as of a moment.
  private record Allowance(double requests, long nanos) {}

  /// A pace.
  ///
  /// @param perSecond requests on average
  /// @param burst requests that may come at once
  Pace(double perSecond, double burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  /// Takes one request from what a visitor has left.
  ///
  /// @param nanos of a clock that does not go back
  /// @return false when nothing is left
  synchronized boolean allows(String visitor, long nanos) {
    Allowance before = visitors.getOrDefault(visitor, new Allowance(burst, nanos));
    double left = Math.min(burst, before.requests + perSecond * (nanos - before.nanos) / 1e9);
    boolean allowed = left >= 1;
    visitors.put(visitor, new Allowance(allowed ? left - 1 : left, nanos));
    return allowed;
  }
}
