package pairmill.onnx;

import ai.onnxruntime.OnnxJavaType;
import java.io.IOException;
import java.util.List;

/// How a graph takes pictures.
///
/// @param width in pixels
/// @param height in pixels
/// @param table `[3][256]`: what each level of red, green and blue becomes
/// @param channelsLast true for `[n][height][width][3]`, false for `[n][3][height][width]`
/// @param half true for float16
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PixelFormat(int width, int height, float[][] table, boolean channelsLast, boolean half) {
  /// Subtracted from red, green and blue by OpenAI's CLIP, after scaling to 0..1.
  static final List<Double> CLIP_MEAN = List.of(0.48145466, 0.4578275, 0.40821073);

  /// Divided by, thereafter.
  static final List<Double> CLIP_STD = List.of(0.26862954, 0.26130258, 0.27577711);

  private static final int LARGEST = 4_096;

  /// The format of a graph's only input.
  ///
  /// @param width of the pictures; where 0, what the graph says, or else 224, CLIP's
  /// @param height likewise
  /// @throws IOException when the graph takes no such pictures
  static PixelFormat of(Graph graph, boolean channelsLast, int width, int height, float[][] table)
      throws IOException {
    Port port = graph.inputs().getFirst();
    int y = channelsLast ? 1 : 2;
    if (graph.inputs().size() == 1 && port.rank() == 4 && port.isReal()) {
      int wide = width > 0 ? width : orDefault(port.axis(y + 1));
      int high = height > 0 ? height : orDefault(port.axis(y));
      if (port.takes(channelsLast ? 3 : 1, 3)
          && port.takes(y, high)
          && port.takes(y + 1, wide)
          && wide <= LARGEST
          && high <= LARGEST) {
        boolean half = port.type() == OnnxJavaType.FLOAT16;
        return new PixelFormat(wide, high, table, channelsLast, half);
      }
    }
    String size = width > 0 ? "%d, %d".formatted(height, width) : "size, size";
    String shape = channelsLast ? "[n, " + size + ", 3]" : "[n, 3, " + size + "]";
    throw graph.failure(
        "must take pictures as FLOAT%s only, and takes %s".formatted(shape, graph.inputs()));
  }

  private static int orDefault(int size) {
    return size > 0 ? size : 224;
  }

  /// Levels scaled to 0..1, less the mean, by the deviation: in float32 and in this order, as
  /// torchvision computes them, to the last bit.
  static float[][] table(List<Double> mean, List<Double> std) {
    float[][] table = new float[3][256];
    for (int channel = 0; channel < 3; channel++) {
      float less = mean.get(channel).floatValue();
      float by = std.get(channel).floatValue();
      for (int level = 0; level < 256; level++) {
        table[channel][level] = (level / 255f - less) / by;
      }
    }
    return table;
  }

  /// Numbers for one picture.
  int values() {
    return 3 * width * height;
  }

  int valueBytes() {
    return half ? 2 : 4;
  }

  long[] shape(int rows) {
    return channelsLast ? new long[] {rows, height, width, 3} : new long[] {rows, 3, height, width};
  }
}
