package pairmill.onnx;

import java.io.IOException;
import pairmill.models.ModelFile;
import pairmill.models.ModelFolder;

/// Opens the graphs of models, each as its card has it.
final class Graphs {
  private Graphs() {}

  /// A graph that stands in a folder.
  static Graph open(ModelFolder folder, String file, Onnx onnx) throws IOException {
    ModelFile card = card(folder, file);
    return checked(Graph.open(folder.path(file), onnx), card);
  }

  /// A graph that may come with the program.
  static Graph openSmall(ModelFolder folder, String file, Onnx onnx) throws IOException {
    ModelFile card = card(folder, file);
    String place = folder.model().name() + "/" + file;
    return checked(Graph.open(folder.bytes(file), place, onnx), card);
  }

  private static ModelFile card(ModelFolder folder, String file) throws IOException {
    return folder
        .model()
        .file(file)
        .orElseThrow(
            () -> new IOException("[%s] has no %s".formatted(folder.model().name(), file)));
  }

  private static Graph checked(Graph graph, ModelFile card) throws IOException {
    return graph.as(opened -> {
      opened.check(card);
      return opened;
    });
  }
}
