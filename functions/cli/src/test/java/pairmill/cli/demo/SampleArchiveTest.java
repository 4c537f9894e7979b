package pairmill.cli.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.cli.demo.SampleGallery.CaptionedPicture;
import pairmill.cli.demo.SampleGallery.GalleryPage;
import pairmill.cli.demo.SampleOddities.Response;
import pairmill.pair.Hosts;

class SampleArchiveTest {
  @TempDir static Path folder;

  private static Path archive = Path.of("");

  @BeforeAll
  static void write() throws IOException {
    archive = folder.resolve("sample.warc.gz");
    SampleArchive.write(archive);
  }

  @Test
  void twoWritingsGiveEqualBytes() throws IOException {
    Path again = folder.resolve("again.warc.gz");
    SampleArchive.write(again);
    assertEquals(-1, Files.mismatch(archive, again));
  }

  @Test
  void nothingIsThereBeforeAllIsWritten() throws IOException {
    Path clipped = folder.resolve("clipped.warc.gz");
    Files.createDirectory(folder.resolve("clipped.warc.gz.part"));
    assertThrows(IOException.class, () -> SampleArchive.write(clipped));
    assertFalse(Files.exists(clipped));
  }

  @Test
  void isSmallerThanThreeMegabytes() throws IOException {
    assertTrue(Files.size(archive) < 3_000_000, "bytes: " + Files.size(archive));
  }

  @Test
  void recordsStandOneBehindTheOtherByTheirLengths() throws IOException {
    Map<String, Integer> types = new TreeMap<>();
    byte[] plain = inflated(archive);
    int at = 0;
    while (at < plain.length) {
      int end = indexOf(plain, "\r\n\r\n", at);
      if (end < 0) {
        break;
      }
      String head = new String(plain, at, end - at, ISO_8859_1);
      assertTrue(head.startsWith("WARC/1.1\r\n"), head);
      int next = end + 4 + Integer.parseInt(field(head, "\nContent-Length: ")) + 4;
      types.merge(next <= plain.length ? field(head, "WARC-Type: ") : "clipped", 1, Integer::sum);
      at = next;
    }
    assertEquals(
        "{clipped=1, metadata=1, request=1, resource=1, response=128, revisit=1, warcinfo=1}",
        types.toString());
  }

  @Test
  void galleryHasSixtyCaptionsInManyLanguagesOnManyHosts() {
    assertEquals(29, SampleGallery.pages().size());
    assertEquals(60, SampleGallery.pages().stream().mapToInt(p -> p.pictures().size()).sum());
    assertEquals(16, SampleGallery.pages().stream().map(GalleryPage::language).distinct().count());
    assertEquals(20, SampleGallery.pages().stream().map(p -> Hosts.of(p.url())).distinct().count());
  }

  @Test
  void everyCaptionStandsUnderItsOwnPicture() {
    long addresses =
        SampleGallery.pages().stream()
            .flatMap(page -> page.pictures().stream().map(page::pictureUrl))
            .distinct()
            .count();
    assertEquals(60, addresses);
  }

  @Test
  void everyPictureOfTheGalleryIsSoundAndLargeEnough() throws IOException {
    for (GalleryPage page : SampleGallery.pages()) {
      for (CaptionedPicture picture : page.pictures()) {
        byte[] body = picture.picture().encoded();
        assertTrue(body.length >= 5_000, picture.name() + ": " + body.length);
        var image = ImageIO.read(new ByteArrayInputStream(body));
        assertNotNull(image, picture.name());
        assertEquals(picture.picture().width(), image.getWidth(), picture.name());
        assertEquals(picture.picture().height(), image.getHeight(), picture.name());
        assertEquals(
            picture.picture().transparent(), image.getColorModel().hasAlpha(), picture.name());
      }
    }
  }

  @Test
  void namesOnlyHostsThatNobodyCanOwn() {
    for (GalleryPage page : SampleGallery.pages()) {
      String domain = Hosts.domain(Hosts.of(page.url()));
      assertTrue(domain.matches("example\\.(com|org|net)|[a-z]+\\.example"), domain);
    }
    for (Response response : SampleOddities.pages()) {
      assertTrue(Hosts.of(response.url()).matches("(www|old)\\.example\\.(com|net)"));
    }
  }

  @Test
  void oldPagesKeepTheirBytes() {
    Map<String, byte[]> bodies = new TreeMap<>();
    SampleOddities.pages().forEach(response -> bodies.put(response.url(), response.body()));
    byte[] russian = bodies.getOrDefault("http://old.example.net/koshka.html", new byte[0]);
    byte[] title = {(byte) 0xc4, (byte) 0xe0, (byte) 0xf7, (byte) 0xe0}; // windows-1251
    byte[] found = new byte[4];
    System.arraycopy(russian, "<title>".length(), found, 0, 4);
    assertArrayEquals(title, found);
  }

  // The archive ends within a member, which the JDK tells by an exception at its very end.
  private static byte[] inflated(Path file) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      byte[] buffer = new byte[1 << 12];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        plain.write(buffer, 0, n);
      }
    } catch (EOFException e) {
      return plain.toByteArray();
    }
    throw new AssertionError("the archive was to end within a record");
  }

  private static String field(String head, String name) {
    int start = head.indexOf(name) + name.length();
    int end = head.indexOf('\r', start);
    return head.substring(start, end < 0 ? head.length() : end);
  }

  private static int indexOf(byte[] bytes, String text, int from) {
    byte[] wanted = text.getBytes(ISO_8859_1);
    for (int at = from; at + wanted.length <= bytes.length; at++) {
      int i = 0;
      while (i < wanted.length && bytes[at + i] == wanted[i]) {
        i++;
      }
      if (i == wanted.length) {
        return at;
      }
    }
    return -1;
  }
}
