package pairmill.sample;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The pictures that `.ci/draw_crops.py` draws, and the hash it writes.
public final class DrawnPixels {
  private DrawnPixels() {}

  public static Pixels draw(String pattern, int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      rgb[i] = (byte) value(pattern, new int[] {x, y, i % 3}, width, height);
    }
    return new Pixels(rgb, width, height);
  }

  private static int value(String pattern, int[] place, int width, int height) {
    int x = place[0];
    int y = place[1];
    int c = place[2];
    return switch (pattern) {
      case "noise" -> {
        int v = x * 73_856_093 ^ y * 19_349_663 ^ c * 83_492_791;
        yield ((v ^ v >>> 15) * 0x85ebca77) >>> 24;
      }
      case "gradient" -> new int[] {255 * x / width, 255 * y / height, (x + y) & 255}[c];
      case "checks" -> 255 * ((x + y) & 1);
      case "lines" -> new int[] {x, y, x + y}[c] % 5 == 0 ? 255 : 0;
      default -> throw new IllegalArgumentException(pattern);
    };
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
