package pairmill.shard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyReaderTest {
  private static final String GOOD =
      "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 3), }";

  @TempDir Path folder;

  private Path file(String header, byte... values) throws IOException {
    String padded = header + "\n";
    byte[] head =
        ("\u0093NUMPY\u0001\0" + (char) padded.length() + "\0" + padded).getBytes(ISO_8859_1);
    Path file = folder.resolve("a.npy");
    Files.write(file, head);
    Files.write(file, values, StandardOpenOption.APPEND);
    return file;
  }

  private static NpyReader open(Path file) throws IOException {
    return NpyReader.uint8(file, List.of(2, 3));
  }

  @Test
  void rowsComeInTheirOrder() throws Exception {
    try (NpyReader npy = open(file(GOOD, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1}))) {
      assertEquals(2, npy.rows());
      assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, npy.next());
      assertArrayEquals(new byte[] {7, 8, 9, 10, 11, -1}, npy.next());
      assertNull(npy.next());
    }
  }

  @Test
  void clippedFileFailsAtEveryLength() throws Exception {
    Path file = file(GOOD, new byte[12]);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThrows(
          IOException.class,
          () -> {
            try (NpyReader npy = open(file)) {
              npy.next();
              npy.next();
            }
          });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2, 3), } ; values of type '<f4', where uint8 is asked for",
        "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 2, 3), } ; in Fortran's order",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 6), } ; shape [2, 6], where rows of [2, 3] are asked for",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (), } ; shape [], where rows of [2, 3] are asked for",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999, 2, 3), } ; an impossible shape",
        "{} ; no .npy header"
      })
  void anyOtherFileIsRefused(String header, String problem) throws Exception {
    Path file = file(header);
    IOException e = assertThrows(IOException.class, () -> open(file));
    assertEquals(file + ": " + problem, e.getMessage());
  }

  @Test
  void fileOfAnotherKindIsRefused() throws Exception {
    Path file = folder.resolve("b.npy");
    Files.write(file, new byte[200]);
    assertTrue(
        String.valueOf(assertThrows(IOException.class, () -> open(file)).getMessage())
            .endsWith("b.npy: no .npy file"));
  }
}
