package pairmill.explorer.find;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.shard.TarWriter;

final class KeptPicturesTest {
  @TempDir private Path run;
  private Path tar;

  @BeforeEach
  void write() throws IOException {
    tar = Files.createDirectories(run.resolve("samples")).resolve("00002.tar");
    try (TarWriter writer = new TarWriter(Files.newOutputStream(tar))) {
      for (int i = 0; i < 3; i++) {
        writer.add("00002000" + i + ".jpg", ("picture " + i).repeat(100 * i).getBytes(UTF_8));
        writer.add("00002000" + i + ".txt", "caption".getBytes(UTF_8));
      }
    }
  }

  @Test
  void aKeptPictureIsFoundByItsKey() throws IOException {
    KeptPictures pictures = KeptPictures.beside(run.resolve("dataset"));
    for (int i = 2; i >= 0; i--) {
      assertArrayEquals(
          ("picture " + i).repeat(100 * i).getBytes(UTF_8), pictures.jpeg("00002000" + i));
    }
  }

  @Test
  void whatWasNotKeptIsNotThere() throws IOException {
    KeptPictures pictures = KeptPictures.beside(run.resolve("dataset"));
    assertNull(pictures.jpeg("000020003"));
    assertNull(pictures.jpeg("000030000"));
    assertNull(pictures.jpeg("../../../etc/passwd"));
    assertNull(pictures.jpeg(""));
    assertNull(KeptPictures.beside(run.resolve("other/dataset")).jpeg("000020000"));
  }

  @Test
  void aBrokenTarIsTheMachinesFault() throws IOException {
    byte[] bytes = Files.readAllBytes(tar);
    bytes[130] = 'x';
    Files.write(tar, bytes);
    assertThrows(
        IOException.class, () -> KeptPictures.beside(run.resolve("dataset")).jpeg("000020000"));
  }
}
