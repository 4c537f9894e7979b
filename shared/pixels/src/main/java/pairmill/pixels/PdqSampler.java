package pairmill.pixels;

/// The first half of PDQ, row by row: blurred luminance at 64 x 64 places of the upright picture.
///
/// PDQ blurs the whole plane with a box filter, twice in each direction, and then looks at 64 x 64
/// points. All of it is linear and the directions are independent, so each point is a weighted sum
/// of the pixels around it: the same numbers without a plane in memory. Used by one thread.
final class PdqSampler {
  private static final int SAMPLES = Pdq.SAMPLES;

  private final int width;
  private final int height;
  private final boolean transposed;
  private final Kernel[] across = new Kernel[SAMPLES];
  private final Kernel[] down = new Kernel[SAMPLES];
  private final float[][] samples = new float[SAMPLES][SAMPLES];
  private final float[] luma;
  private final float[] line = new float[SAMPLES];
  private int y;

  /// @param width as stored
  /// @param height as stored
  /// @param orientation 1 to 8, as EXIF has it
  PdqSampler(int width, int height, int orientation) {
    this.width = width;
    this.height = height;
    transposed = Orientation.transposes(orientation);
    luma = new float[width];
    boolean mirrorX = orientation == 2 || orientation == 3 || orientation >= 7;
    boolean mirrorY = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    for (int i = 0; i < SAMPLES; i++) {
      across[i] = Kernel.of(width, i, mirrorX);
      down[i] = Kernel.of(height, i, mirrorY);
    }
  }

  /// Takes the next row.
  ///
  /// @param rgb red, green, blue per pixel
  void add(byte[] rgb) {
    for (int x = 0; x < width; x++) {
      luma[x] =
          0.299f * (rgb[3 * x] & 0xff)
              + 0.587f * (rgb[3 * x + 1] & 0xff)
              + 0.114f * (rgb[3 * x + 2] & 0xff);
    }
    for (int j = 0; j < SAMPLES; j++) {
      line[j] = across[j].sum(luma);
    }
    for (int i = 0; i < SAMPLES; i++) {
      float weight = down[i].weight(y);
      for (int j = 0; weight != 0 && j < SAMPLES; j++) {
        samples[i][j] += weight * line[j];
      }
    }
    y++;
  }

  /// The samples of the upright picture, complete after the last row.
  float[][] samples() {
    if (!transposed) {
      return samples;
    }
    float[][] turned = new float[SAMPLES][SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < SAMPLES; j++) {
        turned[j][i] = samples[i][j];
      }
    }
    return turned;
  }

  int shortSide() {
    return Math.min(width, height);
  }

  /// The weights, summing up to 1, of a run of pixels for one sample.
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Kernel(int from, float[] weights) {
    /// The two box filters, one after the other, as seen from a sample of a line.
    static Kernel of(int length, int sample, boolean mirrored) {
      int window = (length + 2 * SAMPLES - 1) / (2 * SAMPLES);
      int ahead = (window + 2) / 2 - 1;
      int behind = window - 1 - ahead;
      int centre = (int) ((sample + 0.5) * length / SAMPLES);
      int first = Math.max(0, centre - behind);
      int last = Math.min(length - 1, centre + ahead);
      int from = Math.max(0, first - behind);
      int to = Math.min(length - 1, last + ahead);
      double[] steps = new double[to - from + 2];
      for (int p = first; p <= last; p++) {
        int low = Math.max(0, p - behind);
        int high = Math.min(length - 1, p + ahead);
        double weight = 1.0 / (last - first + 1) / (high - low + 1);
        steps[low - from] += weight;
        steps[high + 1 - from] -= weight;
      }
      return mirrored
          ? new Kernel(length - 1 - to, weights(steps, true))
          : new Kernel(from, weights(steps, false));
    }

    private static float[] weights(double[] steps, boolean mirrored) {
      float[] weights = new float[steps.length - 1];
      double weight = 0;
      for (int i = 0; i < weights.length; i++) {
        weight += steps[i];
        weights[mirrored ? weights.length - 1 - i : i] = (float) weight;
      }
      return weights;
    }

    float sum(float[] line) {
      float sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * line[from + i];
      }
      return sum;
    }

    float weight(int at) {
      return at < from || at >= from + weights.length ? 0 : weights[at - from];
    }
  }
}
