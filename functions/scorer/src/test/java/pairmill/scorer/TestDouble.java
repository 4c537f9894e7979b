package pairmill.scorer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import pairmill.models.ModelShelf;
import pairmill.onnx.Device;
import pairmill.onnx.Onnx;
import pairmill.onnx.OnnxScorer;
import pairmill.pixels.PictureReaders;
import pairmill.score.ScorerSpec;

/// The tiny CLIP of `models/clip-test-double`.
final class TestDouble {
  // Tests run in their module's folder.
  static final Path FOLDER = Path.of("..", "..", "models", "clip-test-double");

  private TestDouble() {}

  static OnnxScorer open() throws IOException {
    return OnnxScorer.open(
        ModelShelf.open(FOLDER),
        List.of(),
        PictureReaders.pixels(100),
        Onnx.on(Device.CPU).withThreads(1));
  }

  static ScorerSpec spec() throws IOException {
    try (OnnxScorer scorer = open()) {
      return scorer.spec();
    }
  }
}
