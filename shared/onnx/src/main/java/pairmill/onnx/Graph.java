package pairmill.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import pairmill.models.ModelFile;

/// An ONNX graph, ready to run. Safe for use by many threads; closing waits for the runs under way.
final class Graph implements AutoCloseable {
  private final String file;
  private final Onnx onnx;
  private final boolean alone;
  private final OrtSession session;
  private final List<Port> inputs;
  private final List<Port> outputs;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private Graph(String file, Onnx onnx, boolean alone, OrtSession session) throws OrtException {
    this.file = file;
    this.onnx = onnx;
    this.alone = alone;
    this.session = session;
    inputs = ports(session.getInputInfo().values());
    outputs = ports(session.getOutputInfo().values());
  }

  private interface Source {
    OrtSession open(SessionOptions options) throws OrtException;
  }

  /// Makes something of a graph.
  interface Maker<T> {
    T of(Graph graph) throws IOException;
  }

  /// Opens a file. Weights that it keeps in further files must stand beside it: onnxruntime refuses
  /// others.
  ///
  /// @throws IOException when it is missing, or no graph that this version of onnxruntime runs
  static Graph open(Path file, Onnx onnx) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException("[%s] an ONNX graph must stand here".formatted(file));
    }
    if (Files.size(file) == 0) {
      throw new IOException("[%s] must be an ONNX graph, and is empty".formatted(file));
    }
    return open(
        file.toString(),
        onnx,
        RunTimeScale.in(file),
        options -> Onnx.environment().createSession(file.toString(), options));
  }

  /// Opens the bytes of a file.
  ///
  /// @param file its name, for messages
  static Graph open(byte[] bytes, String file, Onnx onnx) throws IOException {
    if (bytes.length == 0) {
      throw new IOException("[%s] must be an ONNX graph, and is empty".formatted(file));
    }
    return open(
        file,
        onnx,
        RunTimeScale.in(bytes),
        options -> Onnx.environment().createSession(bytes, options));
  }

  private static Graph open(String file, Onnx onnx, boolean alone, Source source)
      throws IOException {
    try (SessionOptions options = onnx.options()) {
      Graph graph = new Graph(file, onnx, alone, source.open(options));
      return graph.as(Graph::withInputs);
    } catch (OrtException e) {
      throw new IOException(
          "[%s] must be an ONNX graph that %s runs: %s"
              .formatted(file, Onnx.version(), OrtSentence.of(e)),
          e);
    }
  }

  private static Graph withInputs(Graph graph) throws IOException {
    if (graph.inputs.isEmpty() || graph.outputs.isEmpty()) {
      throw graph.failure("must have inputs and outputs, and lacks one or the other");
    }
    return graph;
  }

  /// What is made of this graph, which is closed when that fails.
  <T> T as(Maker<T> maker) throws IOException {
    boolean made = false;
    try {
      T result = maker.of(this);
      made = true;
      return result;
    } finally {
      if (!made) {
        close();
      }
    }
  }

  /// Checks that its inputs and outputs are those of its card, where that tells them.
  void check(ModelFile card) throws IOException {
    check("input", inputs, card.inputs());
    check("output", outputs, card.outputs());
  }

  private void check(String kind, List<Port> found, Map<String, List<Long>> told)
      throws IOException {
    for (Map.Entry<String, List<Long>> entry : told.entrySet()) {
      List<Long> shape = entry.getValue();
      if (found.stream().noneMatch(port -> matches(port, entry.getKey(), shape))) {
        throw failure(
            "must have the %s %s%s of its card, and has %s"
                .formatted(kind, entry.getKey(), shape, found));
      }
    }
  }

  private static boolean matches(Port port, String name, List<Long> shape) {
    if (!port.name().equals(name) || port.rank() != shape.size()) {
      return false;
    }
    for (int i = 0; i < shape.size(); i++) {
      if (shape.get(i) >= 0 && !port.takes(i, shape.get(i))) {
        return false;
      }
    }
    return true;
  }

  List<Port> inputs() {
    return inputs;
  }

  List<Port> outputs() {
    return outputs;
  }

  Onnx onnx() {
    return onnx;
  }

  /// True when it gets one sample at a time: see [RunTimeScale].
  boolean alone() {
    return alone;
  }

  /// An exception that names the file.
  IOException failure(String what) {
    return new IOException("[%s] %s".formatted(file, what));
  }

  /// Runs it. On a GPU one run at a time, elsewhere as many as there are callers.
  ///
  /// @param tensors by name of the input; the caller's to close
  /// @param names of the outputs that are asked for
  /// @return the outputs in the order of `names`
  /// @throws IOException when onnxruntime fails; the graph may be run again
  /// @throws IllegalStateException when it was closed
  List<Answer> run(Map<String, OnnxTensor> tensors, List<String> names) throws IOException {
    Lock held = onnx.device().isGpu() ? lock.writeLock() : lock.readLock();
    held.lock();
    try {
      if (closed) {
        throw new IllegalStateException("[%s] is closed".formatted(file));
      }
      try (OrtSession.Result result = session.run(tensors, new HashSet<>(names))) {
        List<Answer> answers = new ArrayList<>();
        for (String name : names) {
          Answer answer = result.get(name).map(Answer::of).orElse(null);
          if (answer == null) {
            throw failure("must give %s as a tensor of floats".formatted(name));
          }
          answers.add(answer);
        }
        return answers;
      }
    } catch (OrtException e) {
      throw new IOException("[%s] cannot be run: %s".formatted(file, OrtSentence.of(e)), e);
    } finally {
      held.unlock();
    }
  }

  private static List<Port> ports(Collection<NodeInfo> nodes) {
    return nodes.stream().map(Port::of).toList();
  }

  /// Gives back its memory. May be called more than once.
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("[%s] cannot be closed".formatted(file), e);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
