package pairmill.onnx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pairmill.models.Model;
import pairmill.models.ModelFolder;
import pairmill.sample.Pixels;
import pairmill.sample.Resample;
import pairmill.sample.ResampleFilter;

/// A classifier of pixels as its card describes it: what it reads, and which of its classes count.
/// Safe for use by many threads.
final class PixelClassifier implements AutoCloseable {
  private static final String FILE = "model.onnx";
  private static final double SLACK = 1e-3;

  private final Model.PixelInput input;
  private final PictureGraph pictures;
  private final String output;

  private PixelClassifier(Graph graph, Model.PixelInput input) throws IOException {
    this.input = input;
    float[][] table = PixelFormat.table(input.mean(), input.std());
    pictures =
        new PictureGraph(
            graph,
            PixelFormat.of(graph, input.channelsLast(), input.width(), input.height(), table));
    output = Outputs.embedding(graph, List.of("probabilities", "logits"), List.of(2)).name();
    PixelBuffer buffer = pictures.take();
    buffer.put(0, new byte[pictures.format().values()]);
    of(buffer, 1);
    pictures.give(buffer);
  }

  /// Opens a classifier and looks at a black picture, so that what does not work fails here.
  ///
  /// @throws IOException naming the file and what was expected of it
  static PixelClassifier open(ModelFolder folder, Onnx onnx) throws IOException {
    Model.PixelInput input = requireNonNull(folder.model().pixels(), "no pixels on the card");
    return Graphs.open(folder, FILE, onnx).as(graph -> new PixelClassifier(graph, input));
  }

  /// A buffer for the pictures of a batch. To be given back.
  PixelBuffer take() {
    return pictures.take();
  }

  void give(PixelBuffer buffer) {
    pictures.give(buffer);
  }

  /// Puts a picture of any size into a buffer.
  void put(PixelBuffer buffer, int index, Pixels pixels) {
    buffer.put(
        index,
        Resample.resize(pixels, ResampleFilter.BICUBIC, input.width(), input.height()).rgb());
  }

  /// The probability that the first pictures of a buffer are of one of the classes that count.
  List<Double> of(PixelBuffer buffer, int rows) throws IOException {
    List<Double> probabilities = new ArrayList<>();
    for (float[] row : pictures.run(buffer, rows, output)) {
      double[] all = input.softmax() ? softmax(row) : numbers(row);
      double sum = 0;
      for (int index : input.classes()) {
        if (index < 0 || index >= all.length) {
          throw pictures.failure(
              "gives %d classes, and its card counts class %d".formatted(all.length, index));
        }
        sum += all[index];
      }
      if (!(sum >= -SLACK && sum <= 1 + SLACK)) {
        throw pictures.failure(
            "gives %s, and a probability is 0 to 1%s"
                .formatted(sum, input.softmax() ? "" : ": its card may lack softmax"));
      }
      probabilities.add(Math.clamp(sum, 0, 1));
    }
    return probabilities;
  }

  private static double[] numbers(float[] row) {
    double[] numbers = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      numbers[i] = row[i];
    }
    return numbers;
  }

  private static double[] softmax(float[] logits) {
    double[] shares = numbers(logits);
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : shares) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.exp(shares[i] - largest);
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  @Override
  public void close() {
    pictures.close();
  }
}
