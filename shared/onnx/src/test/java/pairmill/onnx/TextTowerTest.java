package pairmill.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.models.Cards;
import pairmill.models.Model;
import pairmill.models.ModelFile;
import pairmill.models.ModelShelf;
import pairmill.models.Role;

final class TextTowerTest {
  @TempDir Path folder;

  private static Onnx cpu() throws IOException {
    return Onnx.on(Device.CPU).withThreads(1);
  }

  private static List<long[]> goldenIds() throws IOException {
    List<long[]> ids = new ArrayList<>();
    Data.golden().get("embedded").forEach(text -> ids.add(Data.longs(text.get("ids"))));
    return ids;
  }

  @Test
  void embedsAsPyTorchDoes() throws IOException {
    JsonNode golden = Data.golden();
    List<byte[]> crops = new ArrayList<>();
    Data.drawn().forEach(picture -> crops.add(Data.crop(picture.get("channels"))));
    try (TextTower tower = TextTower.open(ModelShelf.open(Data.testDouble()), cpu());
        ImageTower images = ImageTower.open(ModelShelf.open(Data.testDouble()), cpu())) {
      List<float[]> texts = tower.embed(goldenIds());
      assertEquals(28, texts.size());
      for (int i = 0; i < texts.size(); i++) {
        String caption = golden.get("embedded").get(i).get("text").textValue();
        assertArrayEquals(goldenIds().get(i), tower.tokens(caption), caption);
        float[] expected = Data.floats(golden.get("embedded").get(i).get("embedding"));
        assertTrue(Data.apart(expected, texts.get(i)) < 1e-5, "text " + i);
      }
      List<float[]> pictures = images.embed(crops);
      for (int i = 0; i < pictures.size(); i++) {
        for (int j = 0; j < texts.size(); j++) {
          double expected = golden.get("similarities").get(i).get(j).doubleValue();
          double found = Vectors.dot(pictures.get(i), texts.get(j));
          assertEquals(expected, found, 1e-5, i + ", " + j);
        }
      }
    }
  }

  @Test
  void batchesOfAnySizeGiveTheSame() throws IOException {
    List<float[]> one;
    try (TextTower tower =
        TextTower.open(ModelShelf.open(Data.testDouble()), cpu().withBatchSize(1))) {
      one = tower.embed(goldenIds());
    }
    for (int size : new int[] {2, 3, 7, 28, 64}) {
      try (TextTower tower =
          TextTower.open(ModelShelf.open(Data.testDouble()), cpu().withBatchSize(size))) {
        List<float[]> found = tower.embed(goldenIds());
        for (int i = 0; i < found.size(); i++) {
          assertTrue(Data.apart(one.get(i), found.get(i)) < 1e-6, size + ": " + i);
        }
      }
    }
  }

  private TextTower drawn(DrawnGraph graph, byte[] dense) throws IOException {
    Files.write(folder.resolve("text.onnx"), graph.bytes());
    Files.write(folder.resolve("dense.safetensors"), dense);
    List<ModelFile> files = new ArrayList<>();
    for (String name : List.of("text.onnx", "dense.safetensors")) {
      files.add(new ModelFile(name, null, null, null, Map.of(), Map.of()));
    }
    Model card =
        new Model("drawn", Role.TEXT, "drawn", "MIT", "", files, List.of(), Map.of(), null, null);
    Files.write(folder.resolve(Cards.NAME), Cards.bytes(card));
    return TextTower.open(ModelShelf.open(folder), cpu());
  }

  // Four ids of two values each, and then enough for the ids of CLIP.
  private static float[] table() {
    float[] table = new float[2 * 50_000];
    float[] first = {100, 50, 1, 0, 0, 1, 3, 1};
    System.arraycopy(first, 0, table, 0, first.length);
    for (int i = first.length; i < table.length; i++) {
      table[i] = 1;
    }
    return table;
  }

  @Test
  void vectorsOfTokensAreAveragedWithoutPadding() throws IOException {
    for (int type : new int[] {DrawnGraph.INT64, DrawnGraph.INT32}) {
      DrawnGraph graph = DrawnGraph.tokenTower(type, 2, table());
      byte[] dense = SafeTensorsTest.file(3, 2, 1, 0, 0, 1, 1, -1);
      try (TextTower tower = drawn(graph, dense)) {
        assertEquals(3, tower.dimensions());
        List<float[]> found =
            tower.embed(
                List.of(
                    new long[] {1, 2}, new long[] {3}, new long[] {1, 1, 2, 1, 1, 1, 1, 1, 1, 2}));
        float two = (float) Math.sqrt(0.5);
        assertArrayEquals(new float[] {two, two, 0}, found.get(0), 1e-6f);
        assertArrayEquals(unit(3, 1, 2), found.get(1), 1e-6f);
        assertArrayEquals(unit(0.8f, 0.2f, 0.6f), found.get(2), 1e-6f);
      }
    }
  }

  private static float[] unit(float... vector) {
    double length = Math.sqrt(Vectors.dot(vector, vector));
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }

  // The vector of the first token.
  private static DrawnGraph firstOnly() {
    return new DrawnGraph()
        .input("input_ids", DrawnGraph.INT64, -1, -1)
        .constant("table", new int[] {50_000, 2}, table())
        .constant("zero", new int[] {1}, 0)
        .node("Gather", List.of("table", "input_ids"), "vectors")
        .node("Cast", List.of("zero"), "first", "to", DrawnGraph.INT64)
        .node("Gather", List.of("vectors", "first"), "pooled", "axis", 1)
        .node("Flatten", List.of("pooled"), "text_embeds", "axis", 1)
        .output("text_embeds", DrawnGraph.FLOAT, -1, 2);
  }

  @Test
  void paddingIsLeftOutWhereTheGraphDoesWithout() throws IOException {
    byte[] dense = SafeTensorsTest.file(2, 2, 1, 0, 0, 1);
    try (TextTower first = drawn(firstOnly(), dense)) {
      assertArrayEquals(unit(3, 1), first.embed(List.of(new long[] {3, 0})).getFirst(), 1e-6f);
      assertEquals(8, first.filledUp(2));
      assertEquals(24, first.filledUp(17));
      assertEquals(77, first.filledUp(73));
    }
  }

  @Test
  void paddingIsKeptWhereTheGraphNeedsIt() throws IOException {
    DrawnGraph graph =
        new DrawnGraph()
            .input("input_ids", DrawnGraph.INT64, -1, -1)
            .constant("table", new int[] {50_000, 2}, table())
            .node("Gather", List.of("table", "input_ids"), "vectors")
            .constant("axis", new int[] {1}, 1)
            .node("Cast", List.of("axis"), "tokens", "to", DrawnGraph.INT64)
            .node("ReduceSum", List.of("vectors", "tokens"), "text_embeds", "keepdims", 0)
            .output("text_embeds", DrawnGraph.FLOAT, -1, 2);
    byte[] dense = SafeTensorsTest.file(2, 2, 1, 0, 0, 1);
    try (TextTower sum = drawn(graph, dense)) {
      assertEquals(77, sum.filledUp(2));
      // 75 times the vector of id 0, and those of ids 1 and 2.
      assertArrayEquals(
          unit(7_501, 3_751), sum.embed(List.of(new long[] {1, 2})).getFirst(), 1e-6f);
    }
  }

  @Test
  void projectionsOfAnotherWidthAreRefused() {
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                drawn(
                    DrawnGraph.tokenTower(DrawnGraph.INT64, 2, table()),
                    SafeTensorsTest.file(1, 3, 1, 2, 3)));
    assertEquals("[dense.safetensors] projects 3 values, and the tower gives 2", e.getMessage());
  }

  @Test
  void otherGraphsAreNoTextTowers() throws IOException {
    byte[] dense = SafeTensorsTest.file(1, 2, 1, 2);
    DrawnGraph image = DrawnGraph.imageTower(-1, 8, 2, 1, 0, 0, 1, 1, 1);
    assertEquals(
        "["
            + folder.resolve("text.onnx")
            + "] must take token ids as input_ids[n, tokens], with attention_mask and"
            + " token_type_ids or without, and takes [pixel_values FLOAT[-1, 3, 8, 8]]",
        assertThrows(IOException.class, () -> drawn(image, dense)).getMessage());
    DrawnGraph real = DrawnGraph.tokenTower(DrawnGraph.FLOAT, 2, table());
    assertTrue(
        String.valueOf(assertThrows(IOException.class, () -> drawn(real, dense)).getMessage())
            .startsWith("[" + folder.resolve("text.onnx") + "] must"));
  }

  @Test
  void tooManyTokensAreRefused() throws IOException {
    try (TextTower tower = TextTower.open(ModelShelf.open(Data.testDouble()), cpu())) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> tower.embed(List.of(new long[78])));
      assertEquals("78 tokens, not 1 to 77", e.getMessage());
    }
  }
}
