package pairmill.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/// The expected values are numpy's, in double, from the weights of the heads; those of V1 on
/// ViT-B/32 and L/14 are also the ones published with the embeddings.
final class HeadTest {
  private static double[] score(String name, int dimensions, List<float[]> embeddings)
      throws IOException {
    try (Head head = Head.open(Data.head(name), dimensions, Onnx.on(Device.CPU))) {
      return head.of(embeddings);
    }
  }

  /// Embeddings that were rated 0 to 9.
  private static List<float[]> rated(String tower) throws IOException {
    List<float[]> embeddings = new ArrayList<>();
    for (int rating = 0; rating < 10; rating++) {
      String path =
          "heads/aesthetic-rating-embeddings/vit_%s_embeddings/rating%d.npy"
              .formatted(tower, rating);
      embeddings.add(Data.floats(Data.shared(path)));
    }
    return embeddings;
  }

  /// `sin(j * (0.7 + seed / 100) + seed)` for each axis `j`, scaled to a length.
  private static float[] wave(int dimensions, int seed, double length) {
    double[] wave = new double[dimensions];
    for (int j = 0; j < dimensions; j++) {
      wave[j] = Math.sin(j * (0.7 + seed * 0.01) + seed);
    }
    double norm = Math.sqrt(DoubleStream.of(wave).map(value -> value * value).sum());
    float[] floats = new float[dimensions];
    for (int j = 0; j < dimensions; j++) {
      floats[j] = (float) (length * wave[j] / norm);
    }
    return floats;
  }

  @Test
  void ratedEmbeddingsGetTheirPublishedRatings() throws IOException {
    assertArrayEquals(
        new double[] {
          -1.469955, 0.272795, 1.990020, 3.611417, 5.087442, 6.392551, 7.668165, 8.915451, 9.916607,
          11.005575
        },
        score("aesthetic-v1-b32", 512, rated("b_32")),
        1e-4);
    assertArrayEquals(
        new double[] {
          -2.457909, -0.137857, 1.895110, 3.584934, 5.099726, 6.470104, 7.786990, 9.048002,
          10.226409, 11.304426
        },
        score("aesthetic-v1-l14", 768, rated("l_14")),
        1e-4);
    assertArrayEquals(
        new double[] {
          1.655480, 2.359275, 3.069824, 3.672451, 4.238010, 4.701021, 5.073054, 5.365362, 5.576664,
          5.746761
        },
        score("aesthetic-v2-l14", 768, rated("l_14")),
        1e-4);
  }

  @Test
  void unsafeHeadsGiveProbabilities() throws IOException {
    List<float[]> b32 = new ArrayList<>();
    for (int seed : new int[] {5, 15, 24, 58}) {
      b32.add(wave(512, seed, 1));
    }
    b32.add(wave(512, 0, 3));
    assertArrayEquals(
        new double[] {0.178283, 0.369499, 0.555843, 0.097958, 0.753149},
        score("nsfw-b32", 512, b32),
        1e-4);
    List<float[]> l14 = new ArrayList<>();
    for (int seed : new int[] {2, 19, 71, 146}) {
      l14.add(wave(768, seed, 1));
    }
    l14.add(wave(768, 6, 3));
    assertArrayEquals(
        new double[] {0.940040, 0.065515, 0.154398, 0.304009, 0.993898},
        score("nsfw-l14", 768, l14),
        1e-4);
  }

  @Test
  void aestheticHeadsReadWavesAsNumpyDoes() throws IOException {
    List<float[]> waves = List.of(wave(768, 2, 1), wave(768, 19, 1));
    assertArrayEquals(
        new double[] {5.348132, 5.477763}, score("aesthetic-v2-l14", 768, waves), 1e-4);
    List<float[]> small = List.of(wave(512, 5, 1), wave(512, 15, 1));
    assertArrayEquals(
        new double[] {2.231496, 2.590866}, score("aesthetic-v1-b32", 512, small), 1e-4);
  }

  @Test
  void headsOfAnotherTowerAreRefused() {
    IOException e =
        assertThrows(
            IOException.class, () -> Head.open(Data.head("nsfw-l14"), 512, Onnx.on(Device.CPU)));
    assertEquals(
        "[nsfw-l14/model.onnx] must take embeddings as FLOAT[n, 512], and takes"
            + " [embedding FLOAT[-1, 768]]",
        e.getMessage());
  }
}
