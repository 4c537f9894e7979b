package pairmill.explorer.index;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// Counts hashes in bounded memory: never too low, and too high where others fall on the same
/// counters. Each hash has one counter in either row. Safe for use by many threads.
final class Sketch {
  private static final int FIRST = 40; // of a hash's bits, where the place in a row begins
  private static final int SECOND = 16;
  private static final int MOST = 1 << 24;
  private static final int LEAST = 1 << 10;

  private final AtomicIntegerArray first;
  private final AtomicIntegerArray second;
  private final int mask;

  /// @param hashes how many are counted, about
  Sketch(long hashes) {
    int size = LEAST;
    while (size < MOST && size < hashes) {
      size *= 2;
    }
    mask = size - 1;
    first = new AtomicIntegerArray(size);
    second = new AtomicIntegerArray(size);
  }

  void add(long hash) {
    first.getAndIncrement((int) (hash >>> FIRST) & mask);
    second.getAndIncrement((int) (hash >>> SECOND) & mask);
  }

  /// How often a hash was added, or more.
  int atMost(long hash) {
    return Math.min(
        first.get((int) (hash >>> FIRST) & mask), second.get((int) (hash >>> SECOND) & mask));
  }

  /// The least count from 2 that no more than so many counters reach.
  int threshold(int counters) {
    if (counters > mask) {
      return 2;
    }
    int[] sorted = new int[mask + 1];
    Arrays.setAll(sorted, first::get);
    Arrays.parallelSort(sorted);
    return Math.max(2, sorted[mask - counters] + 1);
  }
}
