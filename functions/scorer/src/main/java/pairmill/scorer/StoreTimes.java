package pairmill.scorer;

import java.util.concurrent.atomic.LongAdder;

/// How long a store was waited for, summed over threads. Safe for use by many threads.
final class StoreTimes {
  private final LongAdder reading = new LongAdder();
  private final LongAdder writing = new LongAdder();

  /// A use of the store.
  @FunctionalInterface
  interface Use<T, E extends Exception> {
    T run() throws E;
  }

  <T, E extends Exception> T reading(Use<T, E> use) throws E {
    return timed(reading, use);
  }

  <T, E extends Exception> T writing(Use<T, E> use) throws E {
    return timed(writing, use);
  }

  private static <T, E extends Exception> T timed(LongAdder sum, Use<T, E> use) throws E {
    long start = System.nanoTime();
    try {
      return use.run();
    } finally {
      sum.add(System.nanoTime() - start);
    }
  }

  long readNanos() {
    return reading.sum();
  }

  long writeNanos() {
    return writing.sum();
  }
}
