package pairmill.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalDataTest {
  @TempDir Path folder;

  private static byte[] graph(String... places) {
    DrawnGraph graph = new DrawnGraph().input("x", DrawnGraph.FLOAT, -1, 3);
    for (String place : places) {
      graph.constantIn(place, "w of " + place, 3);
    }
    return graph.bytes();
  }

  private Set<String> names(byte[] bytes) throws IOException {
    return ExternalData.names(Files.write(folder.resolve("model.onnx"), bytes));
  }

  @Test
  void everyFileThatAGraphNamesIsFound() throws IOException {
    assertEquals(Set.of(), names(graph()));
    assertEquals(Set.of("a.bin", "b/c.data"), names(graph("a.bin", "b/c.data", "a.bin")));
  }

  @Test
  void filesAreFoundWhereverTheyStand() throws IOException {
    byte[] entry = graph("weights.bin");
    int window = 1 << 20;
    for (int before = window - entry.length - 300; before <= window + 1; before += 7) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(new byte[before]);
      bytes.write(entry);
      assertEquals(Set.of("weights.bin"), names(bytes.toByteArray()), before + " bytes before");
    }
  }

  @Test
  void graphThatEndsInAnEntryIsRead() throws IOException {
    byte[] bytes = graph("weights.bin");
    for (int length = 0; length < bytes.length; length++) {
      assertTrue(names(Arrays.copyOf(bytes, length)).size() <= 1, length + " bytes");
    }
  }
}
