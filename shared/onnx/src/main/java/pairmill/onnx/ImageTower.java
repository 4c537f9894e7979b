package pairmill.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pairmill.models.ModelFolder;

/// The image tower of a CLIP model: crops to embeddings. Safe for use by many threads.
public final class ImageTower implements AutoCloseable {
  private static final String FILE = "image.onnx";

  private final PictureGraph pictures;
  private final Graph graph;
  private final String output;
  private final int dimensions;

  private ImageTower(Graph graph) throws IOException {
    this.graph = graph;
    float[][] table = PixelFormat.table(PixelFormat.CLIP_MEAN, PixelFormat.CLIP_STD);
    PixelFormat format = PixelFormat.of(graph, false, 0, 0, table);
    if (format.width() != format.height()) {
      throw graph.failure("must take square pictures, and takes " + graph.inputs());
    }
    pictures = new PictureGraph(graph, format);
    output = Outputs.embedding(graph, List.of("image_embeds"), List.of(2)).name();
    dimensions = embed(List.of(new byte[format.values()])).getFirst().length;
  }

  /// Opens the tower of a model and embeds a black picture, so that what does not work fails here.
  ///
  /// @throws IOException naming the file and what was expected of it
  public static ImageTower open(ModelFolder clip, Onnx onnx) throws IOException {
    return Graphs.open(clip, FILE, onnx).as(ImageTower::new);
  }

  /// Side of the square crops that it looks at, in pixels.
  public int size() {
    return pictures.format().width();
  }

  /// Length of its embeddings.
  public int dimensions() {
    return dimensions;
  }

  /// Embeds crops, any number of them.
  ///
  /// @param crops each `[size][size][3]`, a byte each for red, green and blue
  /// @return for each in their order `float[dimensions]`, L2-normalised
  /// @throws IOException when the device fails, or an embedding is not finite
  public List<float[]> embed(List<byte[]> crops) throws IOException {
    List<float[]> embeddings = new ArrayList<>();
    PixelBuffer buffer = take();
    try {
      for (int from = 0; from < crops.size(); from += buffer.capacity()) {
        int rows = Math.min(buffer.capacity(), crops.size() - from);
        for (int i = 0; i < rows; i++) {
          buffer.put(i, crops.get(from + i));
        }
        embeddings.addAll(embed(buffer, rows));
      }
    } finally {
      give(buffer);
    }
    return embeddings;
  }

  /// A buffer for the crops of a batch. To be given back.
  PixelBuffer take() {
    return pictures.take();
  }

  void give(PixelBuffer buffer) {
    pictures.give(buffer);
  }

  /// Embeds the first crops of a buffer.
  List<float[]> embed(PixelBuffer buffer, int crops) throws IOException {
    List<float[]> embeddings = new ArrayList<>();
    for (float[] row : pictures.run(buffer, crops, output)) {
      embeddings.add(Vectors.normalised(row, graph));
    }
    return embeddings;
  }

  @Override
  public void close() {
    pictures.close();
  }
}
