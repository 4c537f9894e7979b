package pairmill.pixels;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.spi.ServiceRegistry;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Writes baseline JPEGs of quality 95, chroma halved, as img2dataset stores them.
///
/// The JDK's own encoder: its transform is in integers, so the bytes are the same everywhere.
final class JpegEncoder {
  private static final float QUALITY = 0.95f;
  private static final ComponentColorModel RGB =
      new ComponentColorModel(
          ColorSpace.getInstance(ColorSpace.CS_sRGB),
          false,
          false,
          Transparency.OPAQUE,
          DataBuffer.TYPE_BYTE);

  private final ImageWriterSpi spi = ofJdk();

  private static ImageWriterSpi ofJdk() {
    ServiceRegistry.Filter own =
        spi ->
            spi.getClass().getModule() == ImageIO.class.getModule()
                && ((ImageWriterSpi) spi).getFormatNames()[0].equalsIgnoreCase("jpeg");
    Iterator<ImageWriterSpi> found =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageWriterSpi.class, own, true);
    return found.next();
  }

  /// An image over the pixels themselves, without a copy.
  static BufferedImage image(byte[] rgb, int width, int height) {
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(rgb, rgb.length),
            width,
            height,
            3 * width,
            3,
            new int[] {0, 1, 2},
            null);
    return new BufferedImage(RGB, raster, false, null);
  }

  byte[] encode(byte[] rgb, int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriter writer = spi.createWriterInstance();
      try {
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(QUALITY);
        writer.setOutput(stream);
        writer.write(null, new IIOImage(image(rgb, width, height), null, null), param);
      } finally {
        writer.dispose();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }
}
