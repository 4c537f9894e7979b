package pairmill.onnx;

import java.io.IOException;
import java.util.List;

/// Finds the output of a graph that is meant.
final class Outputs {
  private Outputs() {}

  /// The one with a telling name, or else the only one of real numbers with one of these ranks.
  static Port embedding(Graph graph, List<String> names, List<Integer> ranks) throws IOException {
    List<Port> fit =
        graph.outputs().stream()
            .filter(port -> port.isReal() && ranks.contains(port.rank()))
            .toList();
    for (String name : names) {
      for (Port port : fit) {
        if (port.name().equals(name)) {
          return port;
        }
      }
    }
    if (fit.size() != 1) {
      throw graph.failure(
          "must give %s, or one tensor of floats with %s axes, and gives %s"
              .formatted(
                  String.join(" or ", names),
                  String.join(" or ", ranks.stream().map(String::valueOf).toList()),
                  graph.outputs()));
    }
    return fit.getFirst();
  }
}
