package pairmill.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Token ids as the inputs of a text tower: `input_ids`, and where the graph has them
/// `attention_mask`, 1 for each token and 0 for padding, and `token_type_ids`, all 0.
final class TokenInputs {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";

  private static final int MOST = 4_096;

  private final Graph graph;

  /// @throws IOException when the graph takes anything else
  TokenInputs(Graph graph) throws IOException {
    this.graph = graph;
    boolean complete = graph.inputs().stream().anyMatch(port -> port.name().equals(IDS));
    for (Port port : graph.inputs()) {
      boolean known = List.of(IDS, MASK, TYPES).contains(port.name());
      complete &= known && port.isWhole() && port.rank() == 2;
      complete &= port.shape().equals(graph.inputs().getFirst().shape());
    }
    if (!complete || tokens() > MOST) {
      throw graph.failure(
          "must take token ids as %s[n, tokens], with %s and %s or without, and takes %s"
              .formatted(IDS, MASK, TYPES, graph.inputs()));
    }
  }

  /// Tokens that each text must have, -1 when that is free.
  int tokens() {
    return graph.inputs().getFirst().axis(1);
  }

  /// Runs the graph.
  ///
  /// @param texts ids without padding, `tokens` at most
  /// @param rows as many as the graph gets; what is beyond the texts repeats the first
  Answer run(List<long[]> texts, int rows, int tokens, String output) throws IOException {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      for (Port port : graph.inputs()) {
        long[] values = new long[rows * tokens];
        for (int row = 0; row < rows; row++) {
          fill(values, row * tokens, port.name(), texts.get(row < texts.size() ? row : 0));
        }
        tensors.put(port.name(), tensor(port, values, new long[] {rows, tokens}));
      }
      return graph.run(tensors, List.of(output)).getFirst();
    } catch (OrtException e) {
      throw graph.failure("cannot be fed: " + OrtSentence.of(e));
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static void fill(long[] values, int from, String name, long[] ids) {
    for (int i = 0; i < ids.length; i++) {
      values[from + i] = name.equals(IDS) ? ids[i] : name.equals(MASK) ? 1 : 0;
    }
  }

  private static OnnxTensor tensor(Port port, long[] values, long[] shape) throws OrtException {
    if (port.type() == OnnxJavaType.INT64) {
      return OnnxTensor.createTensor(Onnx.environment(), LongBuffer.wrap(values), shape);
    }
    int[] narrow = new int[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (int) values[i];
    }
    return OnnxTensor.createTensor(Onnx.environment(), IntBuffer.wrap(narrow), shape);
  }
}
