package pairmill.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.models.Cards;
import pairmill.models.Model;
import pairmill.models.ModelFile;
import pairmill.models.ModelFolder;
import pairmill.models.ModelShelf;
import pairmill.models.Role;
import pairmill.sample.Pixels;

final class DetectorsTest {
  @TempDir Path folder;

  private static Onnx cpu() throws IOException {
    return Onnx.on(Device.CPU);
  }

  private ModelFolder model(Role role, byte[] graph, Model.@Nullable PixelInput pixels)
      throws IOException {
    Files.write(folder.resolve("model.onnx"), graph);
    ModelFile file = new ModelFile("model.onnx", null, null, null, Map.of(), Map.of());
    Model card =
        new Model("m", role, null, "MIT", "", List.of(file), List.of(), Map.of(), null, pixels);
    Files.write(folder.resolve(Cards.NAME), Cards.bytes(card));
    return ModelShelf.open(folder);
  }

  private static Pixels pixels(Path file) throws IOException {
    BufferedImage image = Objects.requireNonNull(ImageIO.read(file.toFile()));
    byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
    for (int y = 0, at = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int value = image.getRGB(x, y);
        rgb[at++] = (byte) (value >> 16);
        rgb[at++] = (byte) (value >> 8);
        rgb[at++] = (byte) value;
      }
    }
    return new Pixels(rgb, image.getWidth(), image.getHeight());
  }

  /// Counts of the same network in Python, over pixels that Pillow decoded and resized, of those
  /// photographs in which no score is within 0.01 of the bar.
  @Test
  void facesAreCountedAsInPython() throws IOException {
    Path graph = Data.shared("detectors/ultraface/version-RFB-320.onnx");
    Path photographs = Data.shared("images/captioned");
    List<String> lines;
    try (InputStream in =
        Objects.requireNonNull(DetectorsTest.class.getResourceAsStream("faces.tsv"))) {
      lines = new String(in.readAllBytes(), UTF_8).lines().toList();
    }
    try (Faces faces = Faces.open(model(Role.FACES, Files.readAllBytes(graph), null), cpu())) {
      for (String line : lines) {
        String[] cells = line.split("\t", -1);
        int found = faces.count(pixels(photographs.resolve(cells[0])));
        assertEquals(Integer.parseInt(cells[1]), found, cells[0]);
      }
    }
    assertEquals(51, lines.size());
  }

  /// What the same network says in Python of the same pixels.
  @Test
  void unsafePicturesAreToldAsInPython() throws IOException {
    Path graph = Data.shared("detectors/nsfwjs_mobilenet_v2_224.onnx");
    double[] expected = {
      0.0290652, 0.0120799, 0.0103996, 0.0055556, 0.0009352, 0.0003552, 0.0026975, 0.0233641,
      0.0230689, 0.0425970
    };
    Model.PixelInput input =
        new Model.PixelInput(
            224,
            224,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0),
            true,
            false,
            List.of(1, 3, 4));
    ModelFolder model = model(Role.UNSAFE, Files.readAllBytes(graph), input);
    try (PixelClassifier classifier = PixelClassifier.open(model, cpu())) {
      PixelBuffer buffer = classifier.take();
      List<JsonNode> drawn = Data.drawn();
      for (int i = 0; i < drawn.size(); i++) {
        byte[] crop = Data.crop(drawn.get(i).get("channels"));
        classifier.put(buffer, i, new Pixels(crop, 224, 224));
      }
      List<Double> found = classifier.of(buffer, drawn.size());
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], found.get(i), 1e-4, "picture " + i);
      }
      assertEquals(expected.length, found.size());
    }
  }

  // Channel means as logits.
  private static DrawnGraph means() {
    return new DrawnGraph()
        .input("x", DrawnGraph.FLOAT, -1, 3, 16, 16)
        .node("GlobalAveragePool", List.of("x"), "pooled")
        .node("Flatten", List.of("pooled"), "logits", "axis", 1)
        .output("logits", DrawnGraph.FLOAT, -1, 3);
  }

  private static Model.PixelInput input(boolean softmax, Integer... classes) {
    return new Model.PixelInput(
        16,
        16,
        List.of(0.5, 0.5, 0.5),
        List.of(0.25, 0.25, 0.25),
        false,
        softmax,
        List.of(classes));
  }

  @Test
  void logitsBecomeProbabilities() throws IOException {
    List<Double> found = new ArrayList<>();
    ModelFolder model = model(Role.WATERMARK, means().bytes(), input(true, 0));
    try (PixelClassifier classifier = PixelClassifier.open(model, cpu())) {
      PixelBuffer buffer = classifier.take();
      byte[] red = new byte[3 * 20 * 30];
      for (int i = 0; i < red.length; i += 3) {
        red[i] = (byte) 255;
      }
      classifier.put(buffer, 0, new Pixels(red, 20, 30));
      classifier.put(buffer, 1, new Pixels(new byte[3 * 16 * 16], 16, 16));
      found.addAll(classifier.of(buffer, 2));
    }
    double red = Math.exp(2) / (Math.exp(2) + 2 * Math.exp(-2));
    assertEquals(red, found.get(0), 1e-6);
    assertEquals(1 / 3.0, found.get(1), 1e-6);
  }

  @Test
  void numbersThatAreNoProbabilitiesAreRefused() throws IOException {
    ModelFolder model = model(Role.WATERMARK, means().bytes(), input(false, 0));
    assertEquals(
        "["
            + folder.resolve("model.onnx")
            + "] gives -2.0, and a probability is 0 to 1: its card may lack softmax",
        assertThrows(IOException.class, () -> PixelClassifier.open(model, cpu())).getMessage());
    ModelFolder other = model(Role.WATERMARK, means().bytes(), input(true, 3));
    assertEquals(
        "[" + folder.resolve("model.onnx") + "] gives 3 classes, and its card counts class 3",
        assertThrows(IOException.class, () -> PixelClassifier.open(other, cpu())).getMessage());
  }

  @Test
  void otherGraphsAreNoDetectors() throws IOException {
    ModelFolder model = model(Role.FACES, means().bytes(), null);
    String message =
        String.valueOf(
            assertThrows(IOException.class, () -> Faces.open(model, cpu())).getMessage());
    assertTrue(message.startsWith("[" + folder.resolve("model.onnx") + "] "), message);
  }
}
