package pairmill.explorer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures that are drawn: the same scene at any size, and others.
public final class Scene {
  private Scene() {}

  /// The scene as a JPEG.
  ///
  /// @param quality 0 to 1
  public static byte[] jpeg(int width, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(draw(1, width, width * 3 / 4), null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /// A scene as a PNG.
  ///
  /// @param seed 1 for the one of [#jpeg]
  public static byte[] png(int seed, int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(draw(seed, width, height), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  // Discs of light on a gradient, in shares of the sides.
  private static BufferedImage draw(int seed, int width, int height) {
    Random random = new Random(seed);
    double[][] discs = new double[12][];
    for (int i = 0; i < discs.length; i++) {
      discs[i] =
          new double[] {random.nextDouble(), random.nextDouble(), 0.05 + random.nextDouble() / 5};
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int light = 40 + 60 * x / width;
        for (double[] disc : discs) {
          double away = Math.hypot((double) x / width - disc[0], (double) y / height - disc[1]);
          light += away < disc[2] ? 60 : 0;
        }
        int level = Math.min(255, light);
        image.setRGB(x, y, level << 16 | level << 8 | 255 - level);
      }
    }
    return image;
  }
}
