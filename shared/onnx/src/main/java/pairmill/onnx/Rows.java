package pairmill.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How many samples a graph gets at once: few different numbers, since a GPU prepares itself for
/// each anew.
///
/// @param most at once
/// @param fixed true when the graph takes no other number
/// @param powers true when numbers are filled up to powers of two
/// @param capacity samples of a batch, filled up to a multiple of `most`
record Rows(int most, boolean fixed, boolean powers, int capacity) {
  private static final int MOST = 1_024;

  /// Samples that go together.
  ///
  /// @param from index of the first
  /// @param rows how many
  /// @param padded how many with those that fill up
  record Part(int from, int rows, int padded) {}

  /// As the first axis of a graph's inputs says, and its device.
  static Rows of(Graph graph) throws IOException {
    Onnx onnx = graph.onnx();
    int told = graph.inputs().getFirst().axis(0);
    if (told > MOST) {
      throw graph.failure("must take %d samples at most, and takes %d".formatted(MOST, told));
    }
    int most = told > 0 ? told : graph.alone() ? 1 : onnx.batchSize();
    int parts = Math.ceilDiv(onnx.batchSize(), most);
    return new Rows(most, told > 0, onnx.device().isGpu(), Math.multiplyExact(parts, most));
  }

  /// Parts of a batch.
  List<Part> parts(int rows) {
    List<Part> parts = new ArrayList<>();
    for (int from = 0; from < rows; from += most) {
      int length = Math.min(most, rows - from);
      parts.add(new Part(from, length, padded(length)));
    }
    return parts;
  }

  private int padded(int length) {
    if (fixed) {
      return most;
    }
    int power = Integer.highestOneBit(2 * length - 1);
    return powers ? Math.min(power, most) : length;
  }
}
