package pairmill.pixels;

import pairmill.sample.PictureReader;
import pairmill.sample.PixelReader;

/// The readers there are.
public final class PictureReaders {
  private PictureReaders() {}

  /// The reader to use on this machine, for bodies from the published size on.
  ///
  /// @param budget megapixels in memory at once, 90 or more; 16 bytes of heap for each pixel
  public static PictureReader best(int budget) {
    return new JavaPictureReader(JavaPictureReader.MIN_BYTES, PixelBudget.ofMegapixels(budget));
  }

  /// The reader of pixels for models, for bodies of any length.
  ///
  /// @param budget megapixels in memory at once, 90 or more; 16 bytes of heap for each pixel. The
  ///   pixels that were read take 3 bytes each beyond it, for as long as the caller keeps them
  public static PixelReader pixels(int budget) {
    return new JavaPixelReader(PixelBudget.ofMegapixels(budget));
  }
}
