package pairmill.sample;

/// Decoded pixels.
///
/// @param rgb `[height][width][3]`, a byte each for red, green and blue; not to be changed
/// @param width in pixels, 1 or more
/// @param height in pixels, 1 or more
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per picture would cost
public record Pixels(byte[] rgb, int width, int height) {
  public Pixels {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "%d bytes for %d x %d pixels".formatted(rgb.length, width, height));
    }
  }
}
