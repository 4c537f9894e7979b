package pairmill.pixels;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import pairmill.pair.Outcome;
import pairmill.sample.Picture;
import pairmill.sample.Pixels;

/// Pictures drawn by code, and ways to spoil them.
final class Drawn {
  private Drawn() {}

  /// A scene without symmetry: a gradient, a disc in the upper left, a bar on the right.
  static BufferedImage scene(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean disc =
            Math.hypot(x - width * 0.3, y - height * 0.25) < Math.min(width, height) / 5.0;
        boolean bar = x > width * 0.8 && y > height * 0.4;
        int rgb = ((x * 255 / width) << 16) | ((y * 255 / height) << 8) | (x + y) * 3 % 256;
        image.setRGB(x, y, 0xff000000 | (disc ? 0xffe020 : bar ? 0x102080 : rgb));
      }
    }
    return image;
  }

  static BufferedImage flat(int width, int height, int type, Color color) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setComposite(AlphaComposite.Src);
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("no writer of " + format + " for " + image);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] jpeg(int width, int height) {
    return encoded(scene(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
  }

  static byte[] png(int width, int height) {
    return encoded(scene(width, height, BufferedImage.TYPE_INT_RGB), "png");
  }

  /// The JPEG with an EXIF segment that holds nothing but an orientation.
  static byte[] oriented(byte[] jpeg, int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26).put("MM\0*".getBytes(StandardCharsets.US_ASCII));
    tiff.putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x112).putShort((short) 3).putInt(1).putInt(orientation << 16).putInt(0);
    return withExif(jpeg, tiff.array());
  }

  static byte[] withExif(byte[] jpeg, byte[] tiff) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 10 + tiff.length);
    out.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (8 + tiff.length));
    out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff);
    return out.put(jpeg, 2, jpeg.length - 2).array();
  }

  /// The PNG with other dimensions in its header, checksum made right.
  static byte[] lying(byte[] png, int width, int height) {
    byte[] lie = png.clone();
    ByteBuffer.wrap(lie).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(lie, 12, 17);
    ByteBuffer.wrap(lie).putInt(29, (int) crc.getValue());
    return lie;
  }

  /// The PNG with a colour profile.
  static byte[] profiled(byte[] png, byte[] icc) {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes("iCCPp\0\0".getBytes(StandardCharsets.US_ASCII));
    try (DeflaterOutputStream out = new DeflaterOutputStream(chunk)) {
      out.write(icc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CRC32 crc = new CRC32();
    crc.update(chunk.toByteArray());
    ByteBuffer profiled = ByteBuffer.allocate(png.length + chunk.size() + 8).put(png, 0, 33);
    profiled.putInt(chunk.size() - 4).put(chunk.toByteArray()).putInt((int) crc.getValue());
    return profiled.put(png, 33, png.length - 33).array();
  }

  /// A flat JPEG of four components, without a word on what they are.
  static byte[] inks(int width, int height, int[] inks) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    for (int i = 0; i < width * height; i++) {
      raster.setPixel(i % width, i / width, inks);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(1);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /// The JPEG with Adobe's word on how its colours are stored.
  static byte[] withAdobe(byte[] jpeg, int transform) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 16);
    out.put(jpeg, 0, 2).putShort((short) 0xffee).putShort((short) 14);
    out.put("Adobe".getBytes(StandardCharsets.US_ASCII)).putShort((short) 100).putInt(0);
    return out.put((byte) transform).put(jpeg, 2, jpeg.length - 2).array();
  }

  static Pixels pixels(byte[] body) {
    return switch (PictureReaders.pixels(90).read(body)) {
      case Outcome.Kept<Pixels>(Pixels pixels) -> pixels;
      case Outcome.Refused<Pixels> refused -> throw new AssertionError(refused);
    };
  }

  static JavaPictureReader reader() {
    return new JavaPictureReader(0, PixelBudget.ofMegapixels(90));
  }

  static Picture kept(byte[] body) {
    return switch (reader().read(body)) {
      case Outcome.Kept<Picture>(Picture picture) -> picture;
      case Outcome.Refused<Picture> refused -> throw new AssertionError(refused);
    };
  }

  static BufferedImage stored(Picture picture) {
    try {
      return ImageIO.read(new ByteArrayInputStream(picture.jpeg()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The largest difference of any channel of one pixel.
  static int distance(int rgb, int other) {
    return Arrays.stream(new int[] {0, 8, 16})
        .map(shift -> Math.abs(((rgb >> shift) & 0xff) - ((other >> shift) & 0xff)))
        .max()
        .orElseThrow();
  }
}
