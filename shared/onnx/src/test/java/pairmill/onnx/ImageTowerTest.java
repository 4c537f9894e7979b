package pairmill.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.models.ModelShelf;
import pairmill.store.Digest;

final class ImageTowerTest {
  @TempDir Path folder;

  private static Onnx cpu() throws IOException {
    return Onnx.on(Device.CPU);
  }

  private static ImageTower testDouble(int batch) throws IOException {
    return ImageTower.open(
        ModelShelf.open(Data.testDouble()), cpu().withBatchSize(batch).withThreads(1));
  }

  private ImageTower drawn(DrawnGraph graph, int batch) throws IOException {
    Files.write(folder.resolve("image.onnx"), graph.bytes());
    return ImageTower.open(ModelShelf.open(folder), cpu().withBatchSize(batch));
  }

  /// SHA-256 of what torchvision 0.29 makes of the 256 levels of three channels, as float32.
  @Test
  void levelsAreNormalisedToTheLastBit() {
    float[][] table = PixelFormat.table(PixelFormat.CLIP_MEAN, PixelFormat.CLIP_STD);
    ByteBuffer bytes = ByteBuffer.allocate(3 * 256 * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] levels : table) {
      for (float level : levels) {
        bytes.putFloat(level);
      }
    }
    assertEquals(
        "5d23c0b115c373c73875b37dce36aa6a54af484dd4332d5f9d07d6ebecb20900",
        Digest.sha256(bytes.array()));
  }

  @Test
  void embedsAsPyTorchDoes() throws IOException {
    try (ImageTower tower = testDouble(16)) {
      List<byte[]> crops = new ArrayList<>();
      for (JsonNode picture : Data.drawn()) {
        crops.add(Data.crop(picture.get("channels")));
        assertEquals(picture.get("crop").textValue(), Digest.sha256(crops.getLast()));
      }
      List<float[]> embeddings = tower.embed(crops);
      assertEquals(512, tower.dimensions());
      for (int i = 0; i < crops.size(); i++) {
        float[] expected = Data.floats(Data.drawn().get(i).get("embedding"));
        assertTrue(Data.apart(expected, embeddings.get(i)) < 1e-5, "picture " + i);
      }
      assertEquals(10, embeddings.size());
    }
  }

  @Test
  void batchesOfAnySizeGiveTheSame() throws IOException {
    List<byte[]> crops = new ArrayList<>();
    for (JsonNode picture : Data.drawn()) {
      crops.add(Data.crop(picture.get("channels")));
    }
    try (ImageTower one = testDouble(1)) {
      List<float[]> expected = one.embed(crops);
      for (int size = 2; size <= 10; size++) {
        try (ImageTower tower = testDouble(size)) {
          List<float[]> found = tower.embed(crops);
          for (int i = 0; i < crops.size(); i++) {
            assertTrue(Data.apart(expected.get(i), found.get(i)) < 1e-6, size + ": " + i);
          }
        }
      }
    }
  }

  @Test
  void graphsOfAFixedBatchAreFilledUp() throws IOException {
    DrawnGraph graph = DrawnGraph.imageTower(4, 8, 2, 1, 0, 0, 1, 1, 1);
    List<byte[]> crops = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      crops.add(new byte[192]);
      Arrays.fill(crops.getLast(), (byte) (30 * i));
    }
    List<float[]> found;
    try (ImageTower tower = drawn(graph, 6)) {
      assertEquals(8, tower.size());
      found = tower.embed(crops);
    }
    try (ImageTower tower = drawn(DrawnGraph.imageTower(-1, 8, 2, 1, 0, 0, 1, 1, 1), 1)) {
      for (int i = 0; i < 7; i++) {
        assertArrayEquals(tower.embed(crops.subList(i, i + 1)).getFirst(), found.get(i), 1e-6f);
      }
    }
  }

  @Test
  void halfPrecisionIsFedAndRead() throws IOException {
    DrawnGraph graph =
        new DrawnGraph()
            .input("pixel_values", DrawnGraph.FLOAT16, -1, 3, 8, 8)
            .node("GlobalAveragePool", List.of("pixel_values"), "pooled")
            .node("Flatten", List.of("pooled"), "image_embeds", "axis", 1)
            .output("image_embeds", DrawnGraph.FLOAT16, -1, 3);
    byte[] crop = new byte[192];
    for (int i = 0; i < 192; i += 3) {
      crop[i] = (byte) 200;
    }
    float[] level = new float[3];
    for (int i = 0; i < 3; i++) {
      double value = (i == 0 ? 200 : 0) / 255.0 - PixelFormat.CLIP_MEAN.get(i);
      level[i] = (float) (value / PixelFormat.CLIP_STD.get(i));
    }
    double length = Math.sqrt(Vectors.dot(level, level));
    try (ImageTower tower = drawn(graph, 2)) {
      float[] found = tower.embed(List.of(crop)).getFirst();
      for (int i = 0; i < 3; i++) {
        assertEquals(level[i] / length, found[i], 1e-3);
      }
    }
  }

  @Test
  void manyThreadsGetTheSame() throws Exception {
    byte[] crop = Data.crop(Data.drawn().getFirst().get("channels"));
    float[] expected = Data.floats(Data.drawn().getFirst().get("embedding"));
    try (ImageTower tower = testDouble(3);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<List<float[]>> work = () -> tower.embed(Collections.nCopies(5, crop));
      for (Future<List<float[]>> done : threads.invokeAll(Collections.nCopies(24, work))) {
        for (float[] embedding : done.get()) {
          assertTrue(Data.apart(expected, embedding) < 1e-5);
        }
      }
    }
  }

  @Test
  void closingWaitsForRunsAndRefusesMore() throws Exception {
    byte[] crop = Data.crop(Data.drawn().getFirst().get("channels"));
    ImageTower tower = testDouble(4);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Integer> work =
          () -> {
            for (int done = 0; ; done++) {
              try {
                tower.embed(List.of(crop));
              } catch (IllegalStateException e) {
                assertTrue(e.toString().endsWith("image.onnx] is closed"), e.toString());
                return done;
              }
            }
          };
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(threads.submit(work));
      }
      tower.embed(List.of(crop));
      tower.close();
      tower.close();
      for (Future<Integer> one : all) {
        assertTrue(one.get() >= 0);
      }
    }
  }

  @Test
  void cropsOfAnotherSizeAreRefused() throws IOException {
    try (ImageTower tower = testDouble(1)) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> tower.embed(List.of(new byte[10])));
      assertEquals("10 bytes for 224 x 224 pixels", e.getMessage());
    }
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() {
    float nan = Float.NaN;
    DrawnGraph graph = DrawnGraph.imageTower(-1, 8, 2, nan, nan, nan, nan, nan, nan);
    IOException e = assertThrows(IOException.class, () -> drawn(graph, 1));
    assertEquals(
        "[%s] gives an embedding of length NaN, which says nothing"
            .formatted(folder.resolve("image.onnx")),
        e.getMessage());
  }

  @Test
  void otherGraphsAreNoImageTowers() throws IOException {
    DrawnGraph text = DrawnGraph.tokenTower(DrawnGraph.INT64, 2, 1, 2);
    DrawnGraph twoOutputs =
        DrawnGraph.imageTower(-1, 8, 2, 1, 0, 0, 1, 1, 1)
            .node("Identity", List.of("image_embeds"), "other")
            .output("other", DrawnGraph.FLOAT, -1, 2);
    try (ImageTower tower = drawn(twoOutputs, 1)) {
      assertEquals(2, tower.dimensions());
    }
    DrawnGraph grey =
        new DrawnGraph()
            .input("x", DrawnGraph.FLOAT, -1, 1, 8, 8)
            .node("Flatten", List.of("x"), "y")
            .output("y", DrawnGraph.FLOAT, -1, 64);
    DrawnGraph flat =
        new DrawnGraph()
            .input("x", DrawnGraph.FLOAT, -1, 3, 8, 8)
            .node("Identity", List.of("x"), "y")
            .output("y", DrawnGraph.FLOAT, -1, 3, 8, 8);
    String place = "[" + folder.resolve("image.onnx") + "] ";
    assertEquals(
        place
            + "must take pictures as FLOAT[n, 3, size, size] only, and takes"
            + " [input_ids INT64[-1, -1], attention_mask INT64[-1, -1]]",
        assertThrows(IOException.class, () -> drawn(text, 1)).getMessage());
    assertEquals(
        place
            + "must take pictures as FLOAT[n, 3, size, size] only, and takes"
            + " [x FLOAT[-1, 1, 8, 8]]",
        assertThrows(IOException.class, () -> drawn(grey, 1)).getMessage());
    assertEquals(
        place
            + "must give image_embeds, or one tensor of floats with 2 axes, and gives"
            + " [y FLOAT[-1, 3, 8, 8]]",
        assertThrows(IOException.class, () -> drawn(flat, 1)).getMessage());
  }

  @Test
  void batchThatNoBufferHoldsIsRefused() {
    DrawnGraph graph = DrawnGraph.imageTower(-1, 4_096, 2, 1, 0, 0, 1, 1, 1);
    IOException failure = assertThrows(IOException.class, () -> drawn(graph, 16));
    assertEquals(
        "[%s] must take batches of 2,147,483,647 bytes at most, and takes 3,221,225,472: 16 pictures of 4096 x 4096 pixels"
            .formatted(folder.resolve("image.onnx")),
        failure.getMessage());
  }
}
