package pairmill.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.List;

/// An input or output of a graph.
///
/// @param shape sizes by axis, -1 for one that is free; empty of what is no tensor
record Port(String name, OnnxJavaType type, List<Long> shape) {
  static Port of(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor
        ? new Port(node.getName(), tensor.type, Arrays.stream(tensor.getShape()).boxed().toList())
        : new Port(node.getName(), OnnxJavaType.UNKNOWN, List.of());
  }

  int rank() {
    return shape.size();
  }

  /// The size of an axis, -1 when it is free.
  int axis(int index) {
    return Math.clamp(shape.get(index), -1, Integer.MAX_VALUE);
  }

  /// True when the axis is of this size, or free.
  boolean takes(int index, long size) {
    return shape.get(index) < 0 || shape.get(index) == size;
  }

  boolean isReal() {
    return type == OnnxJavaType.FLOAT || type == OnnxJavaType.FLOAT16;
  }

  boolean isWhole() {
    return type == OnnxJavaType.INT64 || type == OnnxJavaType.INT32;
  }

  @Override
  public String toString() {
    return "%s %s%s".formatted(OrtSentence.shown(name), type, shape);
  }
}
