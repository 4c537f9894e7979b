package pairmill.explorer.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import pairmill.explorer.Scene;

/// A picture is looked at within bounds, or refused with a sentence; no picture ends the site.
final class UploadsTest {
  private static final Path DATA = Path.of(System.getProperty("pairmill.data", "none"));
  private static final Uploads UPLOADS = new Uploads(Duration.ofMinutes(1), Uploads.HEAP_MB);

  private static RefusedPictureException refused(byte[] file) {
    return assertThrows(RefusedPictureException.class, () -> UPLOADS.look(file, 32));
  }

  private static int differ(String one, String other) {
    int bits = 0;
    for (int i = 0; i < 64; i += 16) {
      bits +=
          Long.bitCount(
              Long.parseUnsignedLong(one, i, i + 16, 16)
                  ^ Long.parseUnsignedLong(other, i, i + 16, 16));
    }
    return bits;
  }

  private static String pdq(Uploaded picture) {
    assertNotNull(picture.pdq());
    return picture.pdq();
  }

  @Test
  void aPictureIsKnownByItsLookInAnySize() throws IOException {
    Uploaded large = UPLOADS.look(Scene.jpeg(800, 0.95f), 32);
    Uploaded small = UPLOADS.look(Scene.jpeg(240, 0.6f), 0);
    Uploaded other = UPLOADS.look(Scene.png(2, 400, 300), 0);
    assertEquals("800 x 600", large.width() + " x " + large.height());
    assertNotNull(large.crop());
    assertEquals(3 * 32 * 32, large.crop().length);
    assertNull(small.crop());
    assertTrue(differ(pdq(large), pdq(small)) <= 31);
    assertTrue(differ(pdq(large), pdq(other)) > 31);
  }

  @Test
  void aPlainPictureHasNoHash() throws IOException {
    assertNull(UPLOADS.look(Scene.png(1, 4, 4), 0).pdq());
  }

  @Test
  void whatIsRefusedIsRefusedWithASentence() {
    byte[] jpeg = Scene.jpeg(400, 0.9f);
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Case(byte[] file, int status, String sentence) {}
    for (Case wrong :
        List.of(
            new Case(new byte[0], 400, "No picture was sent: choose a file."),
            new Case(
                new byte[Uploads.LARGEST + 1],
                413,
                "The picture has 5,242,881 bytes; at most 5,242,880 are taken. Send a smaller copy of it."),
            new Case(
                "<svg/>".getBytes(UTF_8), 415, "This is no picture: JPEG, PNG and WebP are read."),
            new Case(Arrays.copyOf(jpeg, jpeg.length / 2), 422, "The picture ends too early."),
            new Case(
                lying(Scene.png(1, 40, 30), 20_000, 20_000),
                422,
                "The picture has more pixels than are decoded here. Send a smaller copy of it."))) {
      RefusedPictureException refusal = refused(wrong.file);
      assertEquals(wrong.sentence, refusal.getMessage());
      assertEquals(wrong.status, refusal.status(), wrong.sentence);
    }
  }

  @Test
  void aPictureThatTakesMoreMemoryThanThereIsEndsItsProcessAlone() {
    Uploads small = new Uploads(Duration.ofMinutes(1), 24);
    RefusedPictureException refusal =
        assertThrows(
            RefusedPictureException.class, () -> small.look(Scene.png(1, 3_000, 3_000), 0));
    assertEquals(422, refusal.status());
    assertEquals(
        "The picture has more pixels than are decoded here. Send a smaller copy of it.",
        refusal.getMessage());
  }

  @Test
  void aPictureThatTakesTooLongIsGivenUp() {
    Uploads hasty = new Uploads(Duration.ofMillis(1), Uploads.HEAP_MB);
    RefusedPictureException refusal =
        assertThrows(RefusedPictureException.class, () -> hasty.look(Scene.jpeg(400, 0.9f), 0));
    assertEquals(422, refusal.status());
    assertEquals(
        "It took more than 0 s to decode this picture. Send a smaller copy of it.",
        refusal.getMessage());
  }

  @Test
  void nothingOfAPictureIsLeft() throws IOException {
    Set<String> before = folders();
    UPLOADS.look(Scene.jpeg(400, 0.9f), 0);
    refused("no picture".getBytes(UTF_8));
    assertEquals(before, folders());
  }

  private static Set<String> folders() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      Set<String> names = new TreeSet<>();
      all.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("pairmill-picture"))
          .forEach(names::add);
      return names;
    }
  }

  @Test
  void hostilePicturesAreLookedAtOrRefused() throws IOException {
    Path hostile = DATA.resolve("images/hostile");
    assumeTrue(Files.isDirectory(hostile), () -> skipped("no hostile pictures at " + DATA));
    List<Path> files;
    try (Stream<Path> all = Files.walk(hostile)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    // Each takes a process: some are enough to see that they come back.
    List<String> wrong = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < files.size(); i += 40) {
      try {
        Uploaded picture = UPLOADS.look(Files.readAllBytes(files.get(i)), 32);
        if (picture.width() < 1 || picture.crop() == null) {
          wrong.add(files.get(i) + ": " + picture);
        }
      } catch (RefusedPictureException e) {
        refused++;
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(refused > 0, "some are refused");
  }

  private static String skipped(String reason) {
    System.out.println("Skipped: " + reason);
    return reason;
  }

  /// The PNG with other dimensions in its header, checksum made right.
  private static byte[] lying(byte[] png, int width, int height) {
    byte[] lie = png.clone();
    ByteBuffer.wrap(lie).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(lie, 12, 17);
    ByteBuffer.wrap(lie).putInt(29, (int) crc.getValue());
    return lie;
  }
}
