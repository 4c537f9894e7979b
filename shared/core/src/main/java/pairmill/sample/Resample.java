package pairmill.sample;

import java.util.Arrays;

/// Resizes pixels as Pillow 13 does, bit for bit: one pass along rows and one along columns, in
/// fixed-point integers.
///
/// Safe for use by many threads. Memory beyond the result: one side at its wanted length and the
/// other one as far as it is needed, and about four weights for each pixel of a source side.
public final class Resample {
  private Resample() {}

  /// The whole picture at another size.
  ///
  /// @param width wanted, in pixels, 1 or more
  /// @param height wanted, in pixels, 1 or more
  public static Pixels resize(Pixels pixels, ResampleFilter filter, int width, int height) {
    return crop(pixels, filter, ResizedSide.whole(width), ResizedSide.whole(height));
  }

  /// A part of the picture at another size: the pixels the whole one would have there. What lies
  /// outside is never computed, so the whole may be of any size.
  public static Pixels crop(
      Pixels pixels, ResampleFilter filter, ResizedSide across, ResizedSide down) {
    ResampleTaps columns = ResampleTaps.of(filter, pixels.width(), across);
    ResampleTaps rows = ResampleTaps.of(filter, pixels.height(), down);
    if (columnsFirst(pixels, across, down)) {
      Pixels lowered = alongColumns(pixels, rows, columns.begin(), columns.end());
      return alongRows(lowered, columns.fromBegin(), 0, lowered.height());
    }
    Pixels narrowed = alongRows(pixels, columns, rows.begin(), rows.end());
    return alongColumns(narrowed, rows.fromBegin(), 0, narrowed.width());
  }

  /// Pillow's rule since 13.0. Each pass rounds, so their order shows in the last bit.
  private static boolean columnsFirst(Pixels pixels, ResizedSide across, ResizedSide down) {
    long lower = pixels.height() - down.size();
    return lower > 0 && lower > 2 * (pixels.width() - across.size());
  }

  private static Pixels alongRows(Pixels pixels, ResampleTaps columns, int top, int bottom) {
    int width = columns.length();
    byte[] rgb = new byte[Math.multiplyExact(3 * width, bottom - top)];
    for (int y = top, to = 0; y < bottom; y++) {
      for (int x = 0; x < width; x++, to += 3) {
        int at = 3 * (y * pixels.width() + columns.first(x));
        weigh(pixels.rgb(), at, columns.weights(x), rgb, to);
      }
    }
    return new Pixels(rgb, width, bottom - top);
  }

  private static void weigh(byte[] from, int first, int[] weights, byte[] into, int to) {
    int red = ResampleTaps.HALF;
    int green = ResampleTaps.HALF;
    int blue = ResampleTaps.HALF;
    int at = first;
    for (int weight : weights) {
      red += weight * (from[at] & 0xff);
      green += weight * (from[at + 1] & 0xff);
      blue += weight * (from[at + 2] & 0xff);
      at += 3;
    }
    into[to] = eight(red);
    into[to + 1] = eight(green);
    into[to + 2] = eight(blue);
  }

  private static Pixels alongColumns(Pixels pixels, ResampleTaps rows, int left, int right) {
    int[] sums = new int[3 * (right - left)];
    byte[] rgb = new byte[Math.multiplyExact(sums.length, rows.length())];
    for (int y = 0, to = 0; y < rows.length(); y++) {
      Arrays.fill(sums, ResampleTaps.HALF);
      int at = 3 * (rows.first(y) * pixels.width() + left);
      for (int weight : rows.weights(y)) {
        add(sums, weight, pixels.rgb(), at);
        at += 3 * pixels.width();
      }
      for (int sum : sums) {
        rgb[to++] = eight(sum);
      }
    }
    return new Pixels(rgb, right - left, rows.length());
  }

  /// In a method of its own, so that the compiler makes it a loop over vectors.
  private static void add(int[] sums, int weight, byte[] from, int at) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * (from[at + i] & 0xff);
    }
  }

  private static byte eight(int sum) {
    return (byte) Math.max(0, Math.min(255, sum >> ResampleTaps.BITS));
  }
}
