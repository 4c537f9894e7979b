package pairmill.pixels;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;
import pairmill.pair.Outcome;
import pairmill.pair.Reason;
import pairmill.sample.Picture;
import pairmill.sample.PictureReader;

/// Reads pictures with what Java brings: the same pixels on every platform, and no code that a
/// hostile picture could take the process down with beyond the JDK's own.
///
/// What is refused is refused as early as it can be told: size, magic bytes, dimensions, structure,
/// pixels.
public final class JavaPictureReader implements PictureReader {
  /// Bodies smaller than this are refused: the constant the LAION datasets were published with.
  public static final int MIN_BYTES = 5_000;

  /// The longest side a JPEG of the encoder can have.
  private static final int MAX_SIDE = 65_500;

  private final ImageIoDecoder decoder = new ImageIoDecoder();
  private final JpegEncoder encoder = new JpegEncoder();
  private final int minBytes;
  private final PixelBudget budget;

  /// @param minBytes [#MIN_BYTES], or less to read icons as well
  /// @param budget shared by readers that share a heap
  public JavaPictureReader(int minBytes, PixelBudget budget) {
    this.minBytes = minBytes;
    this.budget = budget;
  }

  @Override
  public String decoder() {
    return ImageIoDecoder.NAME;
  }

  @Override
  public Outcome<Picture> read(byte[] body) {
    if (body.length < minBytes) {
      return Outcome.refused(Reason.BODY_TOO_SMALL, body.length + " bytes");
    }
    try {
      Container container = Container.whole(body);
      check(container);
      try (PixelBudget.Room _ = budget.take(container.pixels())) {
        return Outcome.kept(picture(container, body));
      }
    } catch (PictureBroken e) {
      return Outcome.refused(e.reason(), e.detail());
    }
  }

  private static void check(Container container) throws PictureBroken {
    int width = container.width();
    int height = container.height();
    int shortSide = Math.min(width, height);
    int longSide = Math.max(width, height);
    if (Canvas.reduced(longSide, shortSide, Picture.SHORT_SIDE) > MAX_SIDE) {
      throw PictureBroken.broken(container.size() + ": too long to be stored as JPEG");
    }
  }

  private Picture picture(Container container, byte[] body) throws PictureBroken {
    BufferedImage image = decoder.decode(container, body);
    ColorSpace own = image.getColorModel().getColorSpace();
    ColorSpace space = own.isCS_sRGB() ? ColorProfile.space(container.icc()) : own;
    Exif exif = Exif.read(new Bytes(body), container.exifAt());
    Canvas canvas = new Canvas(image.getWidth(), image.getHeight(), Picture.SHORT_SIDE);
    PdqSampler sampler = new PdqSampler(image.getWidth(), image.getHeight(), exif.orientation());
    PixelRows rows = PixelRows.onWhite(image);
    for (int y = 0; y < image.getHeight(); y++) {
      byte[] row = rows.row(y);
      canvas.add(row);
      sampler.add(row);
    }
    ColorProfile.toSrgb(canvas.rgb(), canvas.width(), canvas.height(), space);
    return upright(container, canvas, exif, Pdq.hash(sampler), hex(canvas.mean(), space));
  }

  private Picture upright(
      Container container, Canvas canvas, Exif exif, @Nullable String pdq, String meanColor) {
    int turn = exif.orientation();
    boolean swap = Orientation.transposes(turn);
    int width = swap ? canvas.height() : canvas.width();
    int height = swap ? canvas.width() : canvas.height();
    byte[] rgb = Orientation.upright(canvas.rgb(), canvas.width(), canvas.height(), turn);
    return new Picture(
        encoder.encode(rgb, width, height),
        width,
        height,
        swap ? container.height() : container.width(),
        swap ? container.width() : container.height(),
        pdq,
        meanColor,
        exif.json());
  }

  private static String hex(int[] mean, @Nullable ColorSpace space) {
    byte[] rgb = {(byte) mean[0], (byte) mean[1], (byte) mean[2]};
    ColorProfile.toSrgb(rgb, 1, 1, space);
    return "#%02x%02x%02x".formatted(rgb[0], rgb[1], rgb[2]);
  }
}
