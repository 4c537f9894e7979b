package pairmill.explorer.find;

/// A number from 0 for each row, in memory: a byte a row for up to 256 numbers, two bytes for up to
/// 65,536, else four.
final class RowNumbers {
  /// Numbers that a byte tells apart.
  static final int BYTE = 1 << Byte.SIZE;

  private static final int MASK = BYTE - 1;
  private static final int LANES = 4;

  private final Object numbers; // byte[], char[] or int[]
  private final int end; // above the highest number

  RowNumbers(int rows, int end) {
    this.end = end;
    numbers =
        end <= BYTE
            ? new byte[rows]
            : end <= Character.MAX_VALUE + 1 ? new char[rows] : new int[rows];
  }

  /// Two numbers of each row as one: `first * second.end() + second`.
  static RowNumbers both(RowNumbers first, RowNumbers second, int rows) {
    RowNumbers both = new RowNumbers(rows, first.end * second.end);
    for (int row = 0; row < rows; row++) {
      both.set(row, first.get(row) * second.end + second.get(row));
    }
    return both;
  }

  /// Above the highest number.
  int end() {
    return end;
  }

  void set(int row, int number) {
    switch (numbers) {
      case byte[] bytes -> bytes[row] = (byte) number;
      case char[] chars -> chars[row] = (char) number;
      default -> ((int[]) numbers)[row] = number;
    }
  }

  int get(int row) {
    return switch (numbers) {
      case byte[] bytes -> bytes[row] & MASK;
      case char[] chars -> chars[row];
      default -> ((int[]) numbers)[row];
    };
  }

  /// What [#count] counts in, all 0.
  int[] counts() {
    return new int[(numbers instanceof byte[] ? LANES : 1) * end];
  }

  /// Counts the numbers of some rows, the first `count` of them.
  void count(int[] rows, int count, int[] counts) {
    switch (numbers) {
      // Where numbers are few, most rows have the same: counted in one place, each would wait for
      // the one before.
      case byte[] bytes -> {
        for (int i = 0; i < count; i++) {
          counts[i % LANES * end + (bytes[rows[i]] & MASK)]++;
        }
      }
      case char[] chars -> {
        for (int i = 0; i < count; i++) {
          counts[chars[rows[i]]]++;
        }
      }
      default -> {
        int[] ints = (int[]) numbers;
        for (int i = 0; i < count; i++) {
          counts[ints[rows[i]]]++;
        }
      }
    }
  }

  /// How many of the rows that were counted have each number.
  int[] counted(int[] counts) {
    int[] counted = new int[end];
    for (int i = 0; i < counts.length; i++) {
      counted[i % end] += counts[i];
    }
    return counted;
  }
}
