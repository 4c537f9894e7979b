package pairmill.pixels;

import java.awt.Transparency;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/// A decoded picture's rows as red, green, blue bytes.
///
/// Samples are taken as they stand, scaled to 8 bits; Java2D's own conversion would put a gamma
/// curve on gray ones.
final class PixelRows {
  private final boolean asPillow;
  private final Raster raster;
  private final ColorModel model;
  private final int width;
  private final byte[] rgb;
  private final int[] samples;
  private final byte @Nullable [] bytes;

  /// Alpha composed on white; of 16 bits the higher 8.
  static PixelRows onWhite(BufferedImage image) {
    return new PixelRows(image, false);
  }

  /// As Pillow's `convert("RGB")`: alpha left out; of 16 bits the higher 8, but gray without alpha
  /// cut off at 255.
  static PixelRows asPillow(BufferedImage image) {
    return new PixelRows(image, true);
  }

  private PixelRows(BufferedImage image, boolean asPillow) {
    this.asPillow = asPillow;
    raster = image.getRaster();
    model = image.getColorModel();
    width = image.getWidth();
    rgb = new byte[3 * width];
    samples = new int[raster.getNumBands() * width];
    bytes =
        asPillow || model.getTransparency() == Transparency.OPAQUE
            ? interleavedBytes(raster, model)
            : null;
  }

  /// The row; the array is used again for the next one.
  byte[] row(int y) {
    if (bytes != null) {
      interleaved(bytes, y);
    } else if (model instanceof IndexColorModel palette) {
      indexed(palette, y);
    } else {
      sampled(y);
    }
    return rgb;
  }

  private static byte @Nullable [] interleavedBytes(Raster raster, ColorModel model) {
    return !(model instanceof IndexColorModel)
            && raster.getSampleModel() instanceof PixelInterleavedSampleModel
            && raster.getDataBuffer() instanceof DataBufferByte data
            && data.getNumBanks() == 1
            && data.getOffset() == 0
            && raster.getSampleModelTranslateX() == 0
            && raster.getSampleModelTranslateY() == 0
            && model.getComponentSize(0) == 8
        ? data.getData()
        : null;
  }

  private void interleaved(byte[] bytes, int y) {
    ComponentSampleModel layout = (ComponentSampleModel) raster.getSampleModel();
    int[] offsets = layout.getBandOffsets();
    int step = layout.getPixelStride();
    boolean gray = offsets.length < 3;
    int green = gray ? 0 : offsets[1] - offsets[0];
    int blue = gray ? 0 : offsets[2] - offsets[0];
    int at = y * layout.getScanlineStride() + offsets[0];
    for (int into = 0; into < rgb.length; into += 3, at += step) {
      rgb[into] = bytes[at];
      rgb[into + 1] = bytes[at + green];
      rgb[into + 2] = bytes[at + blue];
    }
  }

  private void indexed(IndexColorModel palette, int y) {
    raster.getPixels(0, y, width, 1, samples);
    for (int x = 0; x < width; x++) {
      int argb = samples[x] < palette.getMapSize() ? palette.getRGB(samples[x]) : 0xff000000;
      put(x, (argb >> 16) & 0xff, (argb >> 8) & 0xff, argb & 0xff, argb >>> 24);
    }
  }

  private void sampled(int y) {
    raster.getPixels(0, y, width, 1, samples);
    int bands = raster.getNumBands();
    int colors = bands - (model.hasAlpha() ? 1 : 0);
    for (int x = 0, at = 0; x < width; x++, at += bands) {
      int red = eight(at, 0);
      int green = colors < 3 ? red : eight(at, 1);
      int blue = colors < 3 ? red : eight(at, 2);
      put(x, red, green, blue, model.hasAlpha() ? eight(at, bands - 1) : 255);
    }
  }

  private int eight(int at, int band) {
    int bits =
        raster.getTransferType() == DataBuffer.TYPE_USHORT
            ? raster.getSampleModel().getSampleSize(band)
            : Math.min(8, raster.getSampleModel().getSampleSize(band));
    int sample = samples[at + band];
    if (asPillow && bits == 16 && raster.getNumBands() == 1) {
      return Math.min(255, sample);
    }
    return bits >= 8 ? (sample >> (bits - 8)) & 0xff : sample * 255 / ((1 << bits) - 1);
  }

  private void put(int x, int red, int green, int blue, int alpha) {
    int opaque = asPillow ? 255 : alpha;
    rgb[3 * x] = onWhite(red, opaque);
    rgb[3 * x + 1] = onWhite(green, opaque);
    rgb[3 * x + 2] = onWhite(blue, opaque);
  }

  private static byte onWhite(int value, int alpha) {
    return (byte) ((value * alpha + 255 * (255 - alpha) + 127) / 255);
  }
}
