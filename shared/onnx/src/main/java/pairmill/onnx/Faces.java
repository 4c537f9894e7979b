package pairmill.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import pairmill.models.ModelFolder;
import pairmill.sample.Pixels;
import pairmill.sample.Resample;
import pairmill.sample.ResampleFilter;

/// Counts faces with UltraFace. Safe for use by many threads; each call uses one core, whatever the
/// device: it is too small a network to wait for a GPU with.
final class Faces implements AutoCloseable {
  /// UltraFace's own choice in its detector for pictures.
  private static final float LEAST = 0.7f;

  /// Boxes that overlap by more show the same face: UltraFace's default.
  private static final float OVERLAP = 0.3f;

  /// Boxes that are looked at, best first: UltraFace's default.
  private static final int MOST = 200;

  private static final String FILE = "model.onnx";
  private static final String SCORES = "scores";
  private static final String BOXES = "boxes";

  private final PictureGraph pictures;

  private Faces(Graph graph) throws IOException {
    float[][] table = new float[3][256];
    for (float[] levels : table) {
      for (int level = 0; level < 256; level++) {
        levels[level] = (level - 127) / 128f;
      }
    }
    pictures = new PictureGraph(graph, PixelFormat.of(graph, false, 0, 0, table));
    count(new byte[pictures.format().values()]);
  }

  /// Opens the detector and looks at a black picture, so that what does not work fails here.
  ///
  /// @throws IOException naming the file and what was expected of it
  static Faces open(ModelFolder folder, Onnx onnx) throws IOException {
    Onnx one = onnx.small().withBatchSize(1);
    return Graphs.open(folder, FILE, one).as(Faces::new);
  }

  /// The number of faces in a picture of any size.
  int count(Pixels pixels) throws IOException {
    PixelFormat format = pictures.format();
    return count(
        Resample.resize(pixels, ResampleFilter.BICUBIC, format.width(), format.height()).rgb());
  }

  private int count(byte[] rgb) throws IOException {
    PixelBuffer buffer = pictures.take();
    try {
      buffer.put(0, rgb);
      List<List<float[]>> found = pictures.run(buffer, 1, List.of(SCORES, BOXES));
      return count(found.getFirst().getFirst(), found.getLast().getFirst());
    } finally {
      pictures.give(buffer);
    }
  }

  // Scores: for each box that of background and that of a face. Boxes: left, top, right, bottom.
  private int count(float[] scores, float[] boxes) throws IOException {
    if (scores.length == 0 || boxes.length != 2 * scores.length) {
      throw pictures.failure(
          "must give 2 scores and 4 sides for each box, and gives %d and %d values"
              .formatted(scores.length, boxes.length));
    }
    List<Box> faces = new ArrayList<>();
    for (int i = 0; 2 * i < scores.length; i++) {
      float score = scores[2 * i + 1];
      if (Float.isNaN(score)) {
        throw pictures.failure("gives scores that are no numbers");
      }
      if (score > LEAST) {
        faces.add(
            new Box(score, boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3]));
      }
    }
    faces.sort(Comparator.comparingDouble(Box::score).reversed());
    List<Box> kept = new ArrayList<>();
    for (Box face : faces.subList(0, Math.min(MOST, faces.size()))) {
      if (kept.stream().noneMatch(other -> other.overlap(face) > OVERLAP)) {
        kept.add(face);
      }
    }
    return kept.size();
  }

  @Override
  public void close() {
    pictures.close();
  }

  private record Box(float score, float left, float top, float right, float bottom) {
    // What both cover, of what either covers.
    float overlap(Box other) {
      float both =
          area(
              Math.max(left, other.left),
              Math.max(top, other.top),
              Math.min(right, other.right),
              Math.min(bottom, other.bottom));
      return both / (area() + other.area() - both + 1e-5f);
    }

    private float area() {
      return area(left, top, right, bottom);
    }

    private static float area(float left, float top, float right, float bottom) {
      return Math.max(0, right - left) * Math.max(0, bottom - top);
    }
  }
}
