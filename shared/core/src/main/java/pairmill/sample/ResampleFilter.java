package pairmill.sample;

/// How much a source pixel counts by its distance from the middle of the resized one.
public enum ResampleFilter {
  /// A triangle.
  BILINEAR(1) {
    @Override
    double weight(double distance) {
      return distance < 1 ? 1 - distance : 0;
    }
  },

  /// Cubic convolution of Keys with a = -0.5.
  BICUBIC(2) {
    @Override
    double weight(double distance) {
      // The order of the operations is Pillow's: another one rounds differently.
      if (distance < 1) {
        return ((A + 2) * distance - (A + 3)) * distance * distance + 1;
      }
      return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * A : 0;
    }
  };

  private static final double A = -0.5;

  private final int support;

  ResampleFilter(int support) {
    this.support = support;
  }

  /// From which distance on nothing counts, in pixels of the coarser grid.
  int support() {
    return support;
  }

  /// The weight at a distance of 0 or more, in pixels of the coarser grid.
  abstract double weight(double distance);
}
