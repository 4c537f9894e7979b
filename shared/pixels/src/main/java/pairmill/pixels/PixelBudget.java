package pairmill.pixels;

import java.util.concurrent.Semaphore;
import pairmill.sample.PictureReader;

/// How many megapixels may be in memory at once, over all threads of one reader.
///
/// A decoded picture costs up to 16 bytes a pixel while it is worked on (16-bit PNG with alpha,
/// progressive JPEG coefficients). Small pictures hardly wait; huge ones queue, first come first
/// served.
public final class PixelBudget {
  private final Semaphore megapixels;

  private PixelBudget(int megapixels) {
    this.megapixels = new Semaphore(megapixels, true);
  }

  /// A budget of so many megapixels; at least the largest picture there can be, 90.
  public static PixelBudget ofMegapixels(int megapixels) {
    if (megapixels < permits(PictureReader.MAX_PIXELS)) {
      throw new IllegalArgumentException(
          "a budget of %d megapixels has no room for the largest picture".formatted(megapixels));
    }
    return new PixelBudget(megapixels);
  }

  /// Room for so many pixels, waited for; closing it gives it back.
  Room take(long pixels) {
    int permits = permits(pixels);
    megapixels.acquireUninterruptibly(permits);
    return () -> megapixels.release(permits);
  }

  private static int permits(long pixels) {
    return (int) ((pixels + 999_999) / 1_000_000);
  }

  /// Room taken.
  interface Room extends AutoCloseable {
    @Override
    void close();
  }
}
