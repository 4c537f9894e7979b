package pairmill.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.models.ModelFile;

final class GraphTest {
  private static final String NO_GRAPH =
      " must be an ONNX graph that onnxruntime 1.29.0 runs: it is not an ONNX graph, or it is"
          + " damaged or cut short";

  @TempDir Path folder;

  private static Onnx cpu() throws IOException {
    return Onnx.on(Device.CPU).withThreads(1);
  }

  private String failure(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), bytes);
    IOException e = assertThrows(IOException.class, () -> Graph.open(file, cpu()).close());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("[" + file + "] "), message);
    assertFalse(message.contains("\n") || message.contains("onnxruntime_src"), message);
    return message.substring(file.toString().length() + 2);
  }

  private static DrawnGraph doubled() {
    return new DrawnGraph()
        .input("x", DrawnGraph.FLOAT, -1, 3)
        .node("Add", List.of("x", "x"), "y")
        .output("y", DrawnGraph.FLOAT, -1, 3);
  }

  @Test
  void filesThatAreNoGraphsAreRefused() throws IOException {
    assertEquals(" must be an ONNX graph, and is empty", failure(new byte[0]));
    assertEquals(NO_GRAPH, failure("<!DOCTYPE html><html>".getBytes(UTF_8)));
    assertEquals(NO_GRAPH, failure("version https://git-lfs.github.com/spec/v1\n".getBytes(UTF_8)));
    Path missing = folder.resolve("missing.onnx");
    assertEquals(
        "[" + missing + "] an ONNX graph must stand here",
        assertThrows(IOException.class, () -> Graph.open(missing, cpu())).getMessage());
    assertEquals(
        "[" + folder + "] an ONNX graph must stand here",
        assertThrows(IOException.class, () -> Graph.open(folder, cpu())).getMessage());
    assertEquals(
        "[head] must be an ONNX graph, and is empty",
        assertThrows(IOException.class, () -> Graph.open(new byte[0], "head", cpu())).getMessage());
  }

  @Test
  void graphsCutShortAreRefused() throws IOException {
    byte[] head = Data.head("aesthetic-v1-b32").bytes("model.onnx");
    for (int length = 1; length < head.length; length += 41) {
      failure(Arrays.copyOf(head, length));
    }
    assertEquals(NO_GRAPH, failure(Arrays.copyOf(head, head.length - 1)));
  }

  @Test
  void damageNeverEndsTheProcess() throws IOException {
    byte[] head = Data.head("aesthetic-v1-b32").bytes("model.onnx");
    int refused = 0;
    for (int at = 0; at < head.length; at += at < 150 ? 1 : 23) {
      for (int bit = 0; bit < 8; bit += 3) {
        byte[] damaged = head.clone();
        damaged[at] ^= (byte) (1 << bit);
        try (Graph graph = Graph.open(damaged, "head", cpu())) {
          assertFalse(graph.inputs().isEmpty());
        } catch (IOException e) {
          assertTrue(String.valueOf(e.getMessage()).startsWith("[head] "));
          refused++;
        }
      }
    }
    assertTrue(refused > 0);
  }

  @Test
  void laterVersionsAreTold() throws IOException {
    assertEquals(
        " must be an ONNX graph that onnxruntime 1.29.0 runs: it is of opset 99, and opsets up to"
            + " 26 are read",
        failure(doubled().opset(99).bytes()));
  }

  @Test
  void unknownOperationsAreTold() throws IOException {
    String message =
        failure(
            new DrawnGraph()
                .input("x", DrawnGraph.FLOAT, 1)
                .node("Frobnicate", List.of("x"), "y")
                .output("y", DrawnGraph.FLOAT, 1)
                .bytes());
    assertTrue(message.contains("No Op registered for Frobnicate"), message);
  }

  @Test
  void weightsAreReadFromTheFolderAndNowhereElse() throws IOException {
    Path below = Files.createDirectory(folder.resolve("below"));
    ByteBuffer weights = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    weights.putFloat(1).putFloat(2).putFloat(3);
    Files.write(folder.resolve("weights.bin"), weights.array());
    for (String place : List.of("../weights.bin", folder.resolve("weights.bin").toString())) {
      Path file = Files.write(below.resolve("model.onnx"), weighted(place));
      IOException e = assertThrows(IOException.class, () -> Graph.open(file, cpu()));
      assertTrue(String.valueOf(e.getMessage()).contains("External data path"), e.getMessage());
    }
    Path file = Files.write(folder.resolve("model.onnx"), weighted("weights.bin"));
    Graph.open(file, cpu()).close();
  }

  private static byte[] weighted(String place) {
    return new DrawnGraph()
        .input("x", DrawnGraph.FLOAT, -1, 3)
        .constantIn(place, "w", 3)
        .node("Add", List.of("x", "w"), "y")
        .output("y", DrawnGraph.FLOAT, -1, 3)
        .bytes();
  }

  @Test
  void cardsAreComparedWithGraphs() throws IOException {
    try (Graph graph = Graph.open(doubled().bytes(), "drawn", cpu())) {
      graph.check(card(Map.of("x", List.of(-1L, 3L)), Map.of("y", List.of(7L, 3L))));
      graph.check(card(Map.of(), Map.of()));
      assertEquals(
          "[drawn] must have the input x[-1, 4] of its card, and has [x FLOAT[-1, 3]]",
          mismatch(graph, card(Map.of("x", List.of(-1L, 4L)), Map.of())));
      assertEquals(
          "[drawn] must have the output z[-1, 3] of its card, and has [y FLOAT[-1, 3]]",
          mismatch(graph, card(Map.of(), Map.of("z", List.of(-1L, 3L)))));
      assertEquals(
          "[drawn] must have the input x[3] of its card, and has [x FLOAT[-1, 3]]",
          mismatch(graph, card(Map.of("x", List.of(3L)), Map.of())));
    }
  }

  private static String mismatch(Graph graph, ModelFile card) {
    return String.valueOf(assertThrows(IOException.class, () -> graph.check(card)).getMessage());
  }

  private static ModelFile card(Map<String, List<Long>> inputs, Map<String, List<Long>> outputs) {
    return new ModelFile("model.onnx", null, null, null, inputs, outputs);
  }

  @Test
  void devicesThatAreNotThereAreTold() {
    IOException e = assertThrows(IOException.class, () -> Onnx.on(Device.TENSORRT));
    assertTrue(
        String.valueOf(e.getMessage())
            .startsWith("onnxruntime cannot use TENSORRT here, where it has [CPU]: "),
        e.getMessage());
  }

  @Test
  void scalesTakenAtRunTimeAreFound() throws IOException {
    byte[] large = new byte[(1 << 20) + 40];
    byte[] name = "DynamicQuantizeLinear".getBytes(UTF_8);
    assertFalse(RunTimeScale.in(large));
    for (int at : new int[] {0, 500, (1 << 20) - 7, (1 << 20) + 40 - name.length}) {
      byte[] graph = large.clone();
      System.arraycopy(name, 0, graph, at, name.length);
      assertTrue(RunTimeScale.in(graph), "at " + at);
    }
    assertFalse(RunTimeScale.in(doubled().bytes()));
  }
}
