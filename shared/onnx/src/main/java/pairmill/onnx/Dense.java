package pairmill.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// A layer that projects the mean of a text tower's vectors into the space of a CLIP model.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Dense(float[][] columns, float[] bias) {
  static final String FILE = "dense.safetensors";

  private static final String WEIGHT = "linear.weight";
  private static final String BIAS = "linear.bias";

  /// Reads a layer.
  ///
  /// @throws IOException when the file holds none
  static Dense read(Path file) throws IOException {
    Map<String, SafeTensors.Tensor> tensors = SafeTensors.read(file);
    SafeTensors.Tensor weight = tensors.get(WEIGHT);
    if (weight == null || weight.shape().size() != 2) {
      throw new IOException("[%s] must hold %s with two axes".formatted(file, WEIGHT));
    }
    int outputs = weight.shape().getFirst();
    int inputs = weight.shape().getLast();
    SafeTensors.Tensor bias = tensors.get(BIAS);
    if (bias != null && bias.values().length != outputs) {
      throw new IOException(
          "[%s] %s must have %d values, and has %d"
              .formatted(file, BIAS, outputs, bias.values().length));
    }
    float[][] columns = new float[inputs][outputs];
    for (int i = 0; i < outputs; i++) {
      for (int j = 0; j < inputs; j++) {
        columns[j][i] = weight.values()[i * inputs + j];
      }
    }
    return new Dense(columns, bias == null ? new float[outputs] : bias.values());
  }

  /// Projects a vector.
  float[] of(float[] vector) throws IOException {
    if (vector.length != columns.length) {
      throw new IOException(
          "[%s] projects %d values, and the tower gives %d"
              .formatted(FILE, columns.length, vector.length));
    }
    float[] result = bias.clone();
    for (int j = 0; j < vector.length; j++) {
      float[] column = columns[j];
      for (int i = 0; i < result.length; i++) {
        result[i] += vector[j] * column[i];
      }
    }
    return result;
  }
}
