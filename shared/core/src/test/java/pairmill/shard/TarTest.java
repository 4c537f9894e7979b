package pairmill.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.Skipped;

class TarTest {
  private static final Map<String, byte[]> ENTRIES = entries();
  private static final int END = 1024;

  @TempDir private Path folder;

  private static Map<String, byte[]> entries() {
    Random random = new Random(1);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int size : new int[] {0, 1, 511, 512, 513, 1024, 3000}) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      entries.put("%09d.jpg".formatted(size), bytes);
    }
    entries.put("n".repeat(100), new byte[] {7});
    return entries;
  }

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarWriter tar = new TarWriter(out)) {
      for (Map.Entry<String, byte[]> entry : ENTRIES.entrySet()) {
        tar.add(entry.getKey(), entry.getValue());
      }
    }
    return out.toByteArray();
  }

  private static void readAll(byte[] archive) throws IOException {
    try (TarReader tar = new TarReader(new ByteArrayInputStream(archive))) {
      for (Map.Entry<String, byte[]> entry : ENTRIES.entrySet()) {
        assertArrayEquals(entry.getValue(), tar.read(entry.getKey()), entry.getKey());
      }
    }
  }

  private String tar(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(arguments).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  @Test
  void tarUnpacksWhatWasWritten() throws Exception {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    boolean there =
        Arrays.stream(path.split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tar")));
    assumeTrue(there, () -> Skipped.because("this machine has no tar"));
    Files.write(folder.resolve("a.tar"), archive());
    assertEquals(List.copyOf(ENTRIES.keySet()), tar("tar", "-tf", "a.tar").lines().toList());
    assertEquals("", tar("tar", "-xf", "a.tar"));
    for (Map.Entry<String, byte[]> entry : ENTRIES.entrySet()) {
      assertArrayEquals(entry.getValue(), Files.readAllBytes(folder.resolve(entry.getKey())));
    }
  }

  @Test
  void entriesAreReadInTheirOrder() throws IOException {
    readAll(archive());
  }

  @Test
  void entriesMayBeSkippedButNotAskedForAgain() throws IOException {
    TarReader tar = new TarReader(new ByteArrayInputStream(archive()));
    assertEquals(513, tar.read("000000513.jpg").length);
    IOException e = assertThrows(IOException.class, () -> tar.read("000000512.jpg"));
    assertTrue(String.valueOf(e.getMessage()).contains("000000512.jpg"), e::toString);
  }

  @Test
  void anArchiveClippedAnywhereFails() throws IOException {
    byte[] archive = archive();
    int content = archive.length - END;
    readAll(Arrays.copyOf(archive, content));
    for (int length = 0; length < content; length++) {
      byte[] clipped = Arrays.copyOf(archive, length);
      assertThrows(IOException.class, () -> readAll(clipped), "clipped to " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8", "x", "-1", "77777777777", "10000000001", "1 1"})
  void aSizeThatCannotBeFails(String size) throws IOException {
    byte[] archive = archive();
    Arrays.fill(archive, 124, 136, (byte) 0);
    byte[] ascii = size.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, archive, 124, ascii.length);
    IOException e = assertThrows(IOException.class, () -> readAll(archive));
    assertEquals("the tar archive has an entry of size '" + size + "'", e.getMessage());
  }

  @Test
  void noiseFailsAsDamageDoes() {
    Random random = new Random(2);
    for (int round = 0; round < 500; round++) {
      byte[] noise = new byte[random.nextInt(4000)];
      random.nextBytes(noise);
      assertThrows(IOException.class, () -> readAll(noise));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ä.jpg", "名"})
  void namesThatTheFormatCannotHoldAreRefused(String name) {
    TarWriter tar = new TarWriter(new ByteArrayOutputStream());
    assertThrows(IllegalArgumentException.class, () -> tar.add(name, new byte[1]));
    assertThrows(IllegalArgumentException.class, () -> tar.add("n".repeat(101), new byte[1]));
  }
}
