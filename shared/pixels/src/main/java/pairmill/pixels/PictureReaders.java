package pairmill.pixels;

import pairmill.sample.PictureReader;

/// The readers there are.
public final class PictureReaders {
  private PictureReaders() {}

  /// The reader to use on this machine, for bodies from the published size on.
  ///
  /// @param budget megapixels in memory at once, 90 or more; 16 bytes of heap for each pixel
  public static PictureReader best(int budget) {
    return new JavaPictureReader(JavaPictureReader.MIN_BYTES, PixelBudget.ofMegapixels(budget));
  }
}
