package pairmill.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import pairmill.models.ModelFolder;

/// A small network that turns an embedding into one number. Safe for use by many threads.
final class Head implements AutoCloseable {
  private static final String FILE = "model.onnx";

  private final Graph graph;
  private final Port input;
  private final Port output;
  private final int dimensions;

  private Head(Graph graph, int dimensions) throws IOException {
    this.graph = graph;
    this.dimensions = dimensions;
    input = graph.inputs().getFirst();
    output = Outputs.embedding(graph, List.of("score"), List.of(1, 2));
    if (graph.inputs().size() != 1
        || input.rank() != 2
        || input.type() != OnnxJavaType.FLOAT
        || input.axis(0) > 0
        || !input.takes(1, dimensions)) {
      throw graph.failure(
          "must take embeddings as FLOAT[n, %d], and takes %s"
              .formatted(dimensions, graph.inputs()));
    }
    of(List.of(new float[dimensions]));
  }

  /// Opens a head for the embeddings of a tower.
  ///
  /// @param dimensions length of the embeddings
  /// @throws IOException naming the file and what was expected of it
  static Head open(ModelFolder folder, int dimensions, Onnx onnx) throws IOException {
    return Graphs.openSmall(folder, FILE, onnx.small()).as(graph -> new Head(graph, dimensions));
  }

  /// The number for each embedding.
  ///
  /// @throws IOException when one is not finite
  double[] of(List<float[]> embeddings) throws IOException {
    FloatBuffer values = FloatBuffer.allocate(embeddings.size() * dimensions);
    embeddings.forEach(values::put);
    long[] shape = {embeddings.size(), dimensions};
    Answer answer;
    try (OnnxTensor tensor = OnnxTensor.createTensor(Onnx.environment(), values.flip(), shape)) {
      answer = graph.run(Map.of(input.name(), tensor), List.of(output.name())).getFirst();
    } catch (OrtException e) {
      throw graph.failure("cannot be fed: " + OrtSentence.of(e));
    }
    if (answer.values().length != embeddings.size()) {
      throw graph.failure(
          "must give a number for each of %d embeddings, and gives %s"
              .formatted(embeddings.size(), answer));
    }
    double[] numbers = new double[embeddings.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = answer.values()[i];
      if (!Double.isFinite(numbers[i])) {
        throw graph.failure("gives %s for an embedding".formatted(numbers[i]));
      }
    }
    return numbers;
  }

  /// The number for each embedding, where it is a probability.
  ///
  /// @throws IOException when one is not 0 to 1
  double[] probabilities(List<float[]> embeddings) throws IOException {
    double[] numbers = of(embeddings);
    for (double number : numbers) {
      if (number < 0 || number > 1) {
        throw graph.failure("gives %s, and a probability is 0 to 1".formatted(number));
      }
    }
    return numbers;
  }

  @Override
  public void close() {
    graph.close();
  }
}
