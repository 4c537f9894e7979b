package pairmill.sample;

import java.util.Arrays;

/// Which source pixels make up each wanted pixel of a side, and how much each of them counts.
final class ResampleTaps {
  /// Fraction bits of a weight: 32, less 8 for the pixel and 2 for weights below 0 and sums over 1.
  static final int BITS = 32 - 8 - 2;

  /// One half, added before the fraction is cut off.
  static final int HALF = 1 << (BITS - 1);

  private final int[] firsts;
  private final int[][] weights;

  private ResampleTaps(int[] firsts, int[][] weights) {
    this.firsts = firsts;
    this.weights = weights;
  }

  /// The taps of a side, by Pillow's arithmetic in doubles.
  ///
  /// @param source length of the side in source pixels
  static ResampleTaps of(ResampleFilter filter, int source, ResizedSide side) {
    int[] firsts = new int[side.length()];
    int[][] weights = new int[side.length()][];
    double scale = (double) source / side.size();
    double coarser = Math.max(scale, 1);
    double reach = filter.support() * coarser;
    for (int i = 0; i < side.length(); i++) {
      double center = (side.from() + i + 0.5) * scale;
      int first = Math.max(0, (int) (center - reach + 0.5));
      int end = Math.min(source, (int) (center + reach + 0.5));
      double[] exact = new double[end - first];
      for (int x = 0; x < exact.length; x++) {
        exact[x] = filter.weight(Math.abs((x + first - center + 0.5) * (1 / coarser)));
      }
      firsts[i] = first;
      weights[i] = fixed(exact);
    }
    return new ResampleTaps(firsts, weights);
  }

  /// The weights, made to sum to one, in fixed point, halves away from 0.
  private static int[] fixed(double[] exact) {
    double sum = 0;
    for (double weight : exact) {
      sum += weight;
    }
    int[] fixed = new int[exact.length];
    for (int i = 0; i < fixed.length; i++) {
      double weight = (sum == 0 ? exact[i] : exact[i] / sum) * (1 << BITS);
      fixed[i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
    }
    return fixed;
  }

  /// How many pixels of the side are wanted.
  int length() {
    return firsts.length;
  }

  /// The first source pixel of a wanted one.
  int first(int i) {
    return firsts[i];
  }

  /// How much the source pixels from the first one on count, of `1 << BITS` in all; not to be
  /// changed.
  int[] weights(int i) {
    return weights[i];
  }

  /// The first source pixel that is needed at all.
  int begin() {
    return firsts[0];
  }

  /// The source pixel after the last one that is needed.
  int end() {
    int last = firsts.length - 1;
    return firsts[last] + weights[last].length;
  }

  /// The same taps for a source that begins at [#begin].
  ResampleTaps fromBegin() {
    int begin = begin();
    return new ResampleTaps(Arrays.stream(firsts).map(first -> first - begin).toArray(), weights);
  }
}
