package pairmill.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/// A graph that takes pictures and nothing else. Safe for use by many threads.
final class PictureGraph implements AutoCloseable {
  private static final int MOST_KEPT = 32;

  private final Graph graph;
  private final PixelFormat format;
  private final Rows rows;
  private final ConcurrentLinkedDeque<PixelBuffer> free = new ConcurrentLinkedDeque<>();

  /// @throws IOException when a batch takes more memory than a buffer can have
  PictureGraph(Graph graph, PixelFormat format) throws IOException {
    this.graph = graph;
    this.format = format;
    this.rows = Rows.of(graph);
    long bytes = (long) rows.capacity() * format.values() * format.valueBytes();
    if (bytes > Integer.MAX_VALUE) {
      throw graph.failure(
          "must take batches of %,d bytes at most, and takes %,d: %d pictures of %d x %d pixels"
              .formatted(
                  Integer.MAX_VALUE, bytes, rows.capacity(), format.width(), format.height()));
    }
  }

  PixelFormat format() {
    return format;
  }

  /// A buffer for a batch, with whatever was in it before. To be given back.
  PixelBuffer take() {
    PixelBuffer buffer = free.poll();
    return buffer == null ? new PixelBuffer(format, rows.capacity()) : buffer;
  }

  /// Takes a buffer back.
  void give(PixelBuffer buffer) {
    if (free.size() < MOST_KEPT) {
      free.push(buffer);
    }
  }

  /// Runs the graph on the first pictures of a buffer.
  ///
  /// @param output its name
  /// @return a row for each picture
  List<float[]> run(PixelBuffer pixels, int pictures, String output) throws IOException {
    return run(pixels, pictures, List.of(output)).getFirst();
  }

  /// Runs the graph on the first pictures of a buffer.
  ///
  /// @param names of outputs
  /// @return for each output a row for each picture
  List<List<float[]>> run(PixelBuffer pixels, int pictures, List<String> names) throws IOException {
    List<List<float[]>> results = new ArrayList<>();
    names.forEach(_ -> results.add(new ArrayList<>()));
    for (Rows.Part part : rows.parts(pictures)) {
      List<Answer> answers;
      try (OnnxTensor tensor = pixels.tensor(part.from(), part.padded())) {
        answers = graph.run(Map.of(graph.inputs().getFirst().name(), tensor), names);
      } catch (OrtException e) {
        throw graph.failure("cannot be fed: " + OrtSentence.of(e));
      }
      for (int i = 0; i < names.size(); i++) {
        add(names.get(i), answers.get(i), part, results.get(i));
      }
    }
    return results;
  }

  private void add(String name, Answer answer, Rows.Part part, List<float[]> into)
      throws IOException {
    if (answer.shape().length < 2 || answer.shape()[0] != part.padded()) {
      throw graph.failure("gives %s%s for %d pictures".formatted(name, answer, part.padded()));
    }
    for (int i = 0; i < part.rows(); i++) {
      into.add(answer.row(i));
    }
  }

  IOException failure(String what) {
    return graph.failure(what);
  }

  @Override
  public void close() {
    graph.close();
    free.clear();
  }
}
