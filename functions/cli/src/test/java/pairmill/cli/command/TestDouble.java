package pairmill.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The tiny CLIP of `models/clip-test-double`.
final class TestDouble {
  // Tests run in their module's folder.
  static final Path FOLDER = Path.of("..", "..", "models", "clip-test-double");

  private TestDouble() {}

  /// A copy with one threshold for all splits.
  static Path withThreshold(Path folder, double threshold) throws IOException {
    Path copy = Files.createDirectory(folder.resolve("threshold" + threshold));
    for (String name : new String[] {"image.onnx", "text.onnx"}) {
      Files.copy(FOLDER.resolve(name), copy.resolve(name));
    }
    String card = Files.readString(FOLDER.resolve("model.json"));
    Files.writeString(
        copy.resolve("model.json"), card.replaceAll("0\\.[0-9]{4}", Double.toString(threshold)));
    return copy;
  }
}
