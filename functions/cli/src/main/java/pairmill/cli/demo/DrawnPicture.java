package pairmill.cli.demo;

import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;

/// A picture drawn from a scene. The same one gives the same bytes on the same JDK.
///
/// @param width in pixels
/// @param height in pixels
/// @param transparent true for a PNG without a sky, false for an opaque JPEG
record DrawnPicture(Scene scene, int width, int height, boolean transparent) {
  private static final int GRAIN = 5;

  String contentType() {
    return transparent ? "image/png" : "image/jpeg";
  }

  byte[] encoded() {
    int type = transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(width, height, type);
    RandomGenerator random = new SplittableRandom(width * 10_007L + height);
    draw(image, random);
    if (!transparent) {
      grain(image, random);
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, transparent ? "png" : "jpg", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  private void draw(BufferedImage image, RandomGenerator random) {
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.scale(height, height);
      double aspect = (double) width / height;
      if (!transparent) {
        g.setPaint(new GradientPaint(0, 0, scene.top(), 0, 1, scene.bottom()));
        g.fill(new Rectangle2D.Double(0, 0, aspect, 1));
      }
      scene.paint(g, aspect, random);
    } finally {
      g.dispose();
    }
  }

  // Flat colours compress below the 5,000 bytes that a picture must have.
  private void grain(BufferedImage image, RandomGenerator random) {
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int change = random.nextInt(2 * GRAIN + 1) - GRAIN;
        row[x] =
            channel(row[x], 16, change) | channel(row[x], 8, change) | channel(row[x], 0, change);
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
  }

  private static int channel(int rgb, int shift, int change) {
    return Math.clamp((rgb >> shift & 0xff) + change, 0, 255) << shift;
  }
}
