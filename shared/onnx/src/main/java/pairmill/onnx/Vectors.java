package pairmill.onnx;

import java.io.IOException;

/// Arithmetic on embeddings: stored in float32, summed in double.
final class Vectors {
  private Vectors() {}

  /// Divides a vector by its length.
  ///
  /// @param graph that gave it, for the message
  /// @throws IOException when it has none, or is not finite
  static float[] normalised(float[] vector, Graph graph) throws IOException {
    double length = Math.sqrt(dot(vector, vector));
    if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
      throw graph.failure("gives an embedding of length %s, which says nothing".formatted(length));
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
