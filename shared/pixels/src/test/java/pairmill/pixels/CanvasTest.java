package pairmill.pixels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanvasTest {
  @ParameterizedTest
  @CsvSource({"37, 23, 8", "16, 16, 8", "9, 64, 8", "100, 11, 10", "8, 8, 8", "5, 9, 8"})
  void equalsThePlainAverageOverAreas(int width, int height, int shortSide) {
    byte[][] rows = new byte[height][3 * width];
    Random random = new Random(7);
    Canvas canvas = new Canvas(width, height, shortSide);
    for (byte[] row : rows) {
      random.nextBytes(row);
      canvas.add(row);
    }
    assertArrayEquals(plain(rows, canvas.width(), canvas.height()), canvas.rgb());
  }

  /// The twin that is slow and obvious: every cell asks every pixel how much of it lies inside.
  private static byte[] plain(byte[][] rows, int width, int height) {
    int sourceWidth = rows[0].length / 3;
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      int cellX = i / 3 % width;
      int cellY = i / 3 / width;
      long sum = 0;
      for (int y = 0; y < rows.length; y++) {
        for (int x = 0; x < sourceWidth; x++) {
          long area =
              overlap(x, width, cellX, sourceWidth) * overlap(y, height, cellY, rows.length);
          sum += area * (rows[y][3 * x + i % 3] & 0xff);
        }
      }
      long whole = (long) sourceWidth * rows.length;
      rgb[i] = (byte) ((2 * sum + whole) / (2 * whole));
    }
    return rgb;
  }

  private static long overlap(int at, int size, int cell, int cellSize) {
    long from = Math.max((long) at * size, (long) cell * cellSize);
    long to = Math.min((at + 1L) * size, (cell + 1L) * cellSize);
    return Math.max(0, to - from);
  }

  @Test
  void theMeanIsOverAllPixelsNotOverTheReducedOnes() {
    Canvas canvas = new Canvas(3, 3, 2);
    for (int y = 0; y < 3; y++) {
      canvas.add(new byte[] {9, 0, 0, 0, 90, 0, 0, 0, (byte) 255});
    }
    assertArrayEquals(new int[] {3, 30, 85}, canvas.mean());
  }

  @Test
  void theLongSideIsRoundedToTheNearestPixel() {
    assertEquals(341, Canvas.reduced(1024, 768, 256));
    assertEquals(385, Canvas.reduced(770, 512, 256));
    assertEquals(258, Canvas.reduced(515, 512, 256));
  }
}
