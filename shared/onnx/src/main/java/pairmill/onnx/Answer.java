package pairmill.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An output of a graph after a run.
///
/// @param values in the order of the axes, the last one fastest
/// @param shape sizes by axis
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Answer(float[] values, long[] shape) {
  /// The values of an output; null of one that is no tensor of real numbers.
  static @Nullable Answer of(OnnxValue value) {
    if (!(value instanceof OnnxTensor tensor)) {
      return null;
    }
    FloatBuffer buffer = tensor.getFloatBuffer();
    if (buffer == null) {
      return null;
    }
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return new Answer(values, tensor.getInfo().getShape());
  }

  /// Copies a row of a tensor of two axes or more.
  float[] row(int index) {
    int length = shape[0] == 0 ? 0 : (int) (values.length / shape[0]);
    return Arrays.copyOfRange(values, index * length, (index + 1) * length);
  }

  @Override
  public String toString() {
    return Arrays.toString(shape);
  }
}
