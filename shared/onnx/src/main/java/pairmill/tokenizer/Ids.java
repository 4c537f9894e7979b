package pairmill.tokenizer;

import java.util.Arrays;

/// Ids of one caption between a start and an end. What goes beyond the most that are allowed is
/// dropped, so that the end is kept.
final class Ids {
  private static final int FIRST_CAPACITY = 128;

  private final int room;
  private final long end;
  private long[] ids;
  private int count = 1;

  /// @param longest most ids, start and end included
  /// @throws IllegalArgumentException when there is no room for these two
  Ids(int longest, long start, long end) {
    if (longest < 2) {
      throw new IllegalArgumentException("most ids of a caption: " + longest + ", not 2 or more");
    }
    this.room = longest - 1;
    this.end = end;
    this.ids = new long[Math.min(longest, FIRST_CAPACITY)];
    ids[0] = start;
  }

  /// Whether all further ids would be dropped.
  boolean full() {
    return count == room;
  }

  void add(long id) {
    if (full()) {
      return;
    }
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, 2 * count);
    }
    ids[count++] = id;
  }

  void addAll(int[] more) {
    for (int i = 0; i < more.length && !full(); i++) {
      add(more[i]);
    }
  }

  long[] toArray() {
    long[] all = Arrays.copyOf(ids, count + 1);
    all[count] = end;
    return all;
  }
}
