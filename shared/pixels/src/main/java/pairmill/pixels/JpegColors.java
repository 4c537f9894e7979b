package pairmill.pixels;

import java.awt.image.Raster;

/// How a JPEG stores its colours, and the red, green and blue they are by the rules of libjpeg and
/// Pillow. A colour profile is not asked.
enum JpegColors {
  /// One component: gray.
  GRAY(1),
  /// Red, green and blue as they are.
  RGB(3),
  /// Luminance, and blue and red chrominance.
  YCC(3),
  /// Four inks, inverted as Photoshop writes them: 255 where there is none.
  CMYK(4),
  /// Three of the inks as luminance and chrominance, and black as it is.
  YCCK(4);

  /// libjpeg's factors of chrominance, of 2^16: 1.402, 1.772, 0.71414, 0.34414.
  private static final int RED_OF_CR = 91_881;

  private static final int BLUE_OF_CB = 116_130;
  private static final int GREEN_OF_CR = -46_802;
  private static final int GREEN_OF_CB = -22_554;
  private static final int HALF = 1 << 15;

  private final int components;

  JpegColors(int components) {
    this.components = components;
  }

  /// Three bytes to a pixel.
  ///
  /// @param raster the components as they are stored
  /// @throws PictureBroken when they are not as many as these colours have
  byte[] rgb(Raster raster) throws PictureBroken {
    if (raster.getNumBands() != components) {
      throw PictureBroken.broken(
          "stored as %s, decoded %d components".formatted(this, raster.getNumBands()));
    }
    int width = raster.getWidth();
    int extraBits = raster.getSampleModel().getSampleSize(0) - 8; // Lossless ones may be deeper.
    byte[] rgb = new byte[3 * width * raster.getHeight()];
    int[] row = new int[components * width];
    for (int y = 0, to = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      convert(row, Math.max(0, extraBits));
      for (int at = 0; at < row.length; at += components, to += 3) {
        rgb[to] = (byte) row[at];
        rgb[to + 1] = (byte) row[at + (components > 1 ? 1 : 0)];
        rgb[to + 2] = (byte) row[at + (components > 1 ? 2 : 0)];
      }
    }
    return rgb;
  }

  /// Puts red, green and blue in the place of the first components of every pixel.
  private void convert(int[] row, int extraBits) {
    for (int i = 0; extraBits > 0 && i < row.length; i++) {
      row[i] >>= extraBits;
    }
    for (int at = 0; (this == YCC || this == YCCK) && at < row.length; at += components) {
      fromChrominance(row, at);
    }
    for (int at = 0; components == 4 && at < row.length; at += 4) {
      int light = row[at + 3];
      for (int i = at; i < at + 3; i++) {
        row[i] = lightened(this == CMYK ? 255 - row[i] : row[i], light);
      }
    }
  }

  private static void fromChrominance(int[] row, int at) {
    int luminance = row[at];
    int cb = row[at + 1] - 128;
    int cr = row[at + 2] - 128;
    row[at] = eight(luminance + ((RED_OF_CR * cr + HALF) >> 16));
    row[at + 1] = eight(luminance + ((GREEN_OF_CR * cr + GREEN_OF_CB * cb + HALF) >> 16));
    row[at + 2] = eight(luminance + ((BLUE_OF_CB * cb + HALF) >> 16));
  }

  /// What an ink leaves of the light that black has left; Pillow's division by 255.
  private static int lightened(int ink, int light) {
    int product = ink * light + 128;
    return eight(light - (((product >> 8) + product) >> 8));
  }

  private static int eight(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
