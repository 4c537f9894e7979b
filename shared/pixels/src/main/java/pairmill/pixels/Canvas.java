package pairmill.pixels;

import java.util.Arrays;

/// A picture taken in row by row and reduced to its stored size by area averaging.
///
/// Every source pixel counts with the area it covers, in whole numbers, so that nothing aliases and
/// no rounding adds up. A picture with a short side up to the stored one is taken as it is. The
/// mean colour is gathered in the same pass. Used by one thread.
final class Canvas {
  private final int sourceWidth;
  private final int sourceHeight;
  private final int width;
  private final int height;
  private final byte[] rgb;
  private final long[] sums = new long[3];
  private final int[] line;
  private final long[] cells;
  private int sourceY;
  private int cellY;
  private int room;

  /// @param shortSide what the shorter side becomes when it is longer
  Canvas(int sourceWidth, int sourceHeight, int shortSide) {
    this.sourceWidth = sourceWidth;
    this.sourceHeight = sourceHeight;
    int sourceShort = Math.min(sourceWidth, sourceHeight);
    width = reduced(sourceWidth, sourceShort, shortSide);
    height = reduced(sourceHeight, sourceShort, shortSide);
    rgb = new byte[3 * width * height];
    line = new int[3 * width];
    cells = new long[3 * width];
    room = sourceHeight;
  }

  /// A side after reduction, to the nearest pixel, halves up.
  static int reduced(int side, int sourceShort, int shortSide) {
    return sourceShort <= shortSide
        ? side
        : (int) ((2L * side * shortSide + sourceShort) / (2L * sourceShort));
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /// The reduced picture: red, green, blue per pixel; complete after the last row.
  byte[] rgb() {
    return rgb;
  }

  /// Red, green and blue over all pixels taken, rounded to the nearest.
  int[] mean() {
    long weight = (long) sourceWidth * sourceHeight * width;
    return Arrays.stream(sums).mapToInt(sum -> (int) ((sum + weight / 2) / weight)).toArray();
  }

  /// Takes the next row.
  ///
  /// @param row red, green, blue per pixel
  void add(byte[] row) {
    if (width == sourceWidth && height == sourceHeight) {
      keep(row);
    } else {
      average(row);
      spread();
    }
    sourceY++;
  }

  private void keep(byte[] row) {
    System.arraycopy(row, 0, rgb, 3 * width * sourceY, 3 * width);
    for (int i = 0; i < 3 * width; i++) {
      sums[i % 3] += (long) width * (row[i] & 0xff);
    }
  }

  /// Sums the row up into cells across: a pixel is `width` units wide, a cell `sourceWidth`.
  private void average(byte[] row) {
    int at = 0;
    int left = width;
    for (int into = 0; into < line.length; into += 3) {
      int red = left * (row[at] & 0xff);
      int green = left * (row[at + 1] & 0xff);
      int blue = left * (row[at + 2] & 0xff);
      at += 3;
      int rest = sourceWidth - left;
      for (; rest >= width; rest -= width, at += 3) {
        red += width * (row[at] & 0xff);
        green += width * (row[at + 1] & 0xff);
        blue += width * (row[at + 2] & 0xff);
      }
      if (rest > 0) {
        red += rest * (row[at] & 0xff);
        green += rest * (row[at + 1] & 0xff);
        blue += rest * (row[at + 2] & 0xff);
      }
      left = width - rest;
      line[into] = red;
      line[into + 1] = green;
      line[into + 2] = blue;
    }
    for (int i = 0; i < line.length; i += 3) {
      sums[0] += line[i];
      sums[1] += line[i + 1];
      sums[2] += line[i + 2];
    }
  }

  /// Adds the line to the cells it lies in: a row is `height` units high, a cell `sourceHeight`.
  private void spread() {
    int part = Math.min(height, room);
    weigh(part);
    if (room == 0) {
      finish();
      weigh(height - part);
    }
  }

  private void weigh(int part) {
    for (int i = 0; i < line.length; i++) {
      cells[i] += (long) part * line[i];
    }
    room -= part;
  }

  private void finish() {
    double area = 1.0 / ((double) sourceWidth * sourceHeight);
    int at = cellY * width;
    for (int i = 0; i < cells.length; i++) {
      rgb[3 * at + i] = (byte) (int) (cells[i] * area + 0.5);
    }
    Arrays.fill(cells, 0);
    room = sourceHeight;
    cellY++;
  }
}
