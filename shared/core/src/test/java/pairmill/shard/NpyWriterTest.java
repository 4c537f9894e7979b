package pairmill.shard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The expected bytes are NumPy's own: `numpy.save` of the same array, with its padding.
class NpyWriterTest {
  @TempDir Path folder;

  @Test
  void fileIsWhatNumpySaves() throws Exception {
    Path file = folder.resolve("a.npy");
    try (NpyWriter npy = NpyWriter.float32(file, 2)) {
      npy.write(new float[] {1, -0.5f});
      npy.write(new float[] {0.25f, 65504});
    }
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }";
    String head =
        "\u0093NUMPY\u0001\u0000v\u0000" + header + " ".repeat(117 - header.length()) + "\n";
    byte[] bytes = Files.readAllBytes(file);
    assertEquals(head, new String(bytes, 0, 128, ISO_8859_1));
    assertArrayEquals(
        HexFormat.of().parseHex("0000803f" + "000000bf" + "0000803e" + "00e07f47"),
        Arrays.copyOfRange(bytes, 128, bytes.length));
  }

  @Test
  void halvesAreRoundedToTheNearest() throws Exception {
    Path file = folder.resolve("a.npy");
    try (NpyWriter npy = NpyWriter.float16(file, 3)) {
      npy.write(new float[] {1, 0.1f, -65504});
    }
    byte[] bytes = Files.readAllBytes(file);
    assertEquals("'<f2'", new String(bytes, 20, 5, US_ASCII));
    assertArrayEquals(
        HexFormat.of().parseHex("003c" + "662e" + "fffb"),
        Arrays.copyOfRange(bytes, 128, bytes.length));
  }

  @Test
  void closedAgainItLeavesWhatHasItsNameNow() throws Exception {
    Path file = folder.resolve("a.npy");
    NpyWriter npy = NpyWriter.float16(file, 3);
    npy.close();
    Files.delete(file);
    npy.close();
    assertFalse(Files.exists(file));
  }

  @Test
  void rowOfAnotherLengthIsRefused() throws Exception {
    try (NpyWriter npy = NpyWriter.float32(folder.resolve("a.npy"), 2)) {
      assertThrows(IllegalArgumentException.class, () -> npy.write(new float[3]));
    }
  }
}
