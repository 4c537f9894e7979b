package pairmill.pixels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The PDQ perceptual hash, from 64 x 64 samples of blurred luminance on.
///
/// As published: the 16 x 16 lowest frequencies of a cosine transform without its constant, one bit
/// for each that is above their median.
final class Pdq {
  /// Samples across and down.
  static final int SAMPLES = 64;

  private static final int FREQUENCIES = 16;

  /// Pictures smaller than this on a side have no hash.
  private static final int MIN_SIDE = 5;

  /// Hashes of less quality are to be thrown away, says the publication: the picture is too plain.
  private static final int MIN_QUALITY = 50;

  private static final float[][] COSINES = cosines();

  private Pdq() {}

  /// The hash in 64 hexadecimal digits; null when the picture is too small or too plain for one.
  static @Nullable String hash(PdqSampler sampler) {
    float[][] samples = sampler.samples();
    return sampler.shortSide() < MIN_SIDE || quality(samples) < MIN_QUALITY
        ? null
        : hex(transform(samples));
  }

  /// How much there is to see, 0 to 100: the sum of the steps between neighbours.
  private static int quality(float[][] samples) {
    int gradient = 0;
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < SAMPLES; j++) {
        gradient += i + 1 < SAMPLES ? step(samples[i][j], samples[i + 1][j]) : 0;
        gradient += j + 1 < SAMPLES ? step(samples[i][j], samples[i][j + 1]) : 0;
      }
    }
    return Math.min(100, gradient / 90);
  }

  private static int step(float u, float v) {
    return Math.abs((int) ((u - v) * 100 / 255));
  }

  private static float[] transform(float[][] samples) {
    float[][] rows = new float[FREQUENCIES][SAMPLES];
    for (int i = 0; i < FREQUENCIES; i++) {
      for (int j = 0; j < SAMPLES; j++) {
        float sum = 0;
        for (int k = 0; k < SAMPLES; k++) {
          sum += COSINES[i][k] * samples[k][j];
        }
        rows[i][j] = sum;
      }
    }
    float[] result = new float[FREQUENCIES * FREQUENCIES];
    for (int i = 0; i < result.length; i++) {
      float sum = 0;
      for (int k = 0; k < SAMPLES; k++) {
        sum += rows[i / FREQUENCIES][k] * COSINES[i % FREQUENCIES][k];
      }
      result[i] = sum;
    }
    return result;
  }

  private static String hex(float[] frequencies) {
    float[] sorted = frequencies.clone();
    Arrays.sort(sorted);
    float median = sorted[sorted.length / 2 - 1];
    StringBuilder hex = new StringBuilder();
    for (int digit = frequencies.length / 4 - 1; digit >= 0; digit--) {
      int bits = 0;
      for (int bit = 3; bit >= 0; bit--) {
        bits = (bits << 1) | (frequencies[digit * 4 + bit] > median ? 1 : 0);
      }
      hex.append(Character.forDigit(bits, 16));
    }
    return hex.toString();
  }

  private static float[][] cosines() {
    float[][] cosines = new float[FREQUENCIES][SAMPLES];
    float scale = (float) Math.sqrt(2.0 / SAMPLES);
    for (int i = 0; i < FREQUENCIES; i++) {
      for (int j = 0; j < SAMPLES; j++) {
        double angle = Math.PI / 2 / SAMPLES * (i + 1) * (2 * j + 1);
        cosines[i][j] = (float) (scale * StrictMath.cos(angle));
      }
    }
    return cosines;
  }
}
