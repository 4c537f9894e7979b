package pairmill.score;

import pairmill.sample.Pixels;
import pairmill.sample.Resample;
import pairmill.sample.ResampleFilter;
import pairmill.sample.ResizedSide;

/// The square that a CLIP model looks at: the short side resized to its input size, bicubic, and
/// the middle of the long side cut out.
///
/// Equal to torchvision's `Resize(size, BICUBIC)` and `CenterCrop(size)` on Pillow's RGB pixels,
/// rounding included. Of the resized picture only the crop is ever computed: a strip of one pixel
/// by millions costs no more than a square.
///
/// @param size side of the model's input in pixels: 224, or 336 for some
public record ClipCrop(int size) {
  /// More than any CLIP model takes.
  private static final int LARGEST = 4_096;

  public ClipCrop {
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException("a crop of %d pixels".formatted(size));
    }
  }

  /// The crop of a picture, larger or smaller than it.
  ///
  /// @return `[size][size][3]`, a byte each for red, green and blue
  public byte[] of(Pixels pixels) {
    int shortSide = Math.min(pixels.width(), pixels.height());
    ResizedSide across = middle(pixels.width(), shortSide);
    ResizedSide down = middle(pixels.height(), shortSide);
    return Resample.crop(pixels, ResampleFilter.BICUBIC, across, down).rgb();
  }

  private ResizedSide middle(int side, int shortSide) {
    long resized = (long) size * side / shortSide;
    long from = (long) Math.rint((resized - size) / 2.0); // Halves to even, as Python rounds.
    return new ResizedSide(resized, from, size);
  }
}
