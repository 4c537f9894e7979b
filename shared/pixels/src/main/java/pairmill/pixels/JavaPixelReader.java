package pairmill.pixels;

import java.awt.image.BufferedImage;
import pairmill.pair.Outcome;
import pairmill.sample.PixelReader;
import pairmill.sample.Pixels;

/// Reads pixels for models with what Java brings, as [JavaPictureReader] does, and leaves them as
/// they are: no turn, no profile, no white behind them.
final class JavaPixelReader implements PixelReader {
  private final ImageIoDecoder decoder = new ImageIoDecoder();
  private final PixelBudget budget;

  /// @param budget shared by readers that share a heap
  JavaPixelReader(PixelBudget budget) {
    this.budget = budget;
  }

  @Override
  public Outcome<Pixels> read(byte[] body) {
    try {
      Container container = Container.whole(body);
      try (PixelBudget.Room _ = budget.take(container.pixels())) {
        byte[] rgb = rgb(container, body);
        return Outcome.kept(new Pixels(rgb, container.width(), container.height()));
      }
    } catch (PictureBroken e) {
      return Outcome.refused(e.reason(), e.detail());
    }
  }

  private byte[] rgb(Container container, byte[] body) throws PictureBroken {
    JpegColors colors = container.colors();
    if (colors != null) {
      return colors.rgb(decoder.components(container, body));
    }
    boolean webp = container.format() == Container.Format.WEBP;
    return rgb(decoder.decode(container, webp ? WebpContainer.withoutProfile(body) : body));
  }

  private static byte[] rgb(BufferedImage image) {
    PixelRows rows = PixelRows.asPillow(image);
    int rowBytes = 3 * image.getWidth();
    byte[] rgb = new byte[rowBytes * image.getHeight()];
    for (int y = 0; y < image.getHeight(); y++) {
      System.arraycopy(rows.row(y), 0, rgb, y * rowBytes, rowBytes);
    }
    return rgb;
  }
}
