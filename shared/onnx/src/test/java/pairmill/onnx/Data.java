package pairmill.onnx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pairmill.Skipped;
import pairmill.models.ModelFolder;
import pairmill.models.ModelShelf;
import pairmill.run.Json;

/// What tests read.
final class Data {
  private Data() {}

  /// The tiny CLIP with PyTorch's answers.
  static Path testDouble() {
    return Path.of("../../models/clip-test-double").toAbsolutePath().normalize();
  }

  static JsonNode golden() throws IOException {
    return Json.MAPPER.readTree(Files.readAllBytes(testDouble().resolve("golden.json")));
  }

  /// A head that comes with the program.
  static ModelFolder head(String name) throws IOException {
    return new ModelShelf(Path.of("no-such-folder")).find(name).orElseThrow();
  }

  /// A path below the data for tests; without it the test is skipped.
  static Path shared(String path) {
    Path file = Path.of(System.getProperty("pairmill.data", "../../../shared/data"), path);
    assumeTrue(Files.exists(file), () -> Skipped.because(file + " is not there"));
    return file;
  }

  /// A folder with `image.onnx`, `text.onnx` and PyTorch's answers for a model of full size;
  /// without it the test is skipped.
  static Path full() {
    String folder = System.getProperty("pairmill.clip", System.getenv("PAIRMILL_CLIP"));
    assumeTrue(
        folder != null,
        () -> Skipped.because("PAIRMILL_CLIP names no folder with a CLIP model of full size"));
    return Path.of(folder);
  }

  /// The float32 values of a .npy file in C order.
  static float[] floats(Path npy) throws IOException {
    ByteBuffer body = body(npy);
    float[] values = new float[body.remaining() / Float.BYTES];
    body.asFloatBuffer().get(values);
    return values;
  }

  /// What follows the header of a .npy file.
  static ByteBuffer body(Path npy) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(npy)).order(ByteOrder.LITTLE_ENDIAN);
    int header = 10 + buffer.getShort(8);
    String told = new String(buffer.array(), 10, header - 10, StandardCharsets.US_ASCII);
    if (!told.contains("'fortran_order': False")) {
      throw new IOException(npy + ": " + told);
    }
    return buffer.position(header).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
  }

  static long[] longs(JsonNode array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).longValue();
    }
    return values;
  }

  /// The largest absolute difference.
  static double apart(float[] a, float[] b) {
    double apart = a.length == b.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      apart = Math.max(apart, Math.abs((double) a[i] - b[i]));
    }
    return apart;
  }

  /// Crops of 224 x 224 drawn by whole numbers, as golden.json describes them.
  static byte[] crop(JsonNode channels) {
    byte[] rgb = new byte[224 * 224 * 3];
    for (int channel = 0; channel < 3; channel++) {
      long[] n = longs(channels.get(channel));
      for (int y = 0; y < 224; y++) {
        for (int x = 0; x < 224; x++) {
          long sum = n[0] * x + n[1] * y + n[2] * ((x * y) >> 6) + n[3] * (x ^ y) + n[4];
          long t = (sum >> n[5]) & 511;
          rgb[3 * (224 * y + x) + channel] = (byte) (t < 256 ? t : 511 - t);
        }
      }
    }
    return rgb;
  }

  /// The pictures of golden.json that are drawn.
  static List<JsonNode> drawn() throws IOException {
    List<JsonNode> drawn = new ArrayList<>();
    for (JsonNode picture : golden().get("pictures")) {
      if (picture.has("channels")) {
        drawn.add(picture);
      }
    }
    return drawn;
  }
}
