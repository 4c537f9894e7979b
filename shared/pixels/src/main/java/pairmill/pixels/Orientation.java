package pairmill.pixels;

/// Turns a picture upright, as the EXIF orientation asks: 1 as it is, 2 to 8 mirrored or turned.
final class Orientation {
  private Orientation() {}

  /// Whether width and height change places.
  static boolean transposes(int orientation) {
    return orientation >= 5 && orientation <= 8;
  }

  /// The upright picture's bytes, three to a pixel.
  ///
  /// @param width as stored
  /// @param height as stored
  static byte[] upright(byte[] rgb, int width, int height, int orientation) {
    if (orientation < 2 || orientation > 8) {
      return rgb;
    }
    byte[] upright = new byte[rgb.length];
    for (int y = 0, from = 0; y < height; y++) {
      for (int x = 0; x < width; x++, from += 3) {
        System.arraycopy(rgb, from, upright, 3 * place(x, y, width, height, orientation), 3);
      }
    }
    return upright;
  }

  private static int place(int x, int y, int width, int height, int orientation) {
    int right = width - 1 - x;
    int down = height - 1 - y;
    return switch (orientation) {
      case 2 -> y * width + right;
      case 3 -> down * width + right;
      case 4 -> down * width + x;
      case 5 -> x * height + y;
      case 6 -> x * height + down;
      case 7 -> right * height + down;
      case 8 -> right * height + y;
      default -> y * width + x;
    };
  }
}
