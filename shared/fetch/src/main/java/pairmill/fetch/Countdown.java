package pairmill.fetch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The time that is left to one picture. It runs only while somebody else is waited for, not while
/// the picture waits for its turn. Used by one thread.
final class Countdown {
  private final Duration total;
  private long leftNanos;

  Countdown(Duration total) {
    this.total = total;
    this.leftNanos = total.toNanos();
  }

  /// Waits for a result, no longer than there is time left.
  <T> T await(CompletableFuture<T> result)
      throws InterruptedException, ExecutionException, TimeoutException {
    long began = System.nanoTime();
    try {
      return result.get(leftNanos, TimeUnit.NANOSECONDS);
    } finally {
      leftNanos -= Math.min(leftNanos, System.nanoTime() - began);
    }
  }

  /// What it began with.
  Duration total() {
    return total;
  }
}
