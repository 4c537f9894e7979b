package pairmill.sample;

/// One side of a resized picture, and the part of it that is wanted.
///
/// @param size of the whole side in pixels, 1 or more; may be larger than any picture
/// @param from the first pixel that is wanted, counted from 0
/// @param length how many pixels are wanted, 1 or more
public record ResizedSide(long size, long from, int length) {
  public ResizedSide {
    if (from < 0 || length < 1 || size - length < from) {
      throw new IllegalArgumentException(
          "no %d pixels from pixel %d of a side of %d".formatted(length, from, size));
    }
  }

  /// A side of which everything is wanted.
  public static ResizedSide whole(int size) {
    return new ResizedSide(size, 0, size);
  }
}
