package pairmill.warc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pairmill.warc.Drawn.DATE;
import static pairmill.warc.Drawn.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pairmill.download.ArchivedImage;
import pairmill.download.Fetched;
import pairmill.pair.Outcome;
import pairmill.pair.Reason;
import pairmill.store.StoredBytes;
import pairmill.warc.Drawn.Told;
import pairmill.warc.WarcWriter.Layout;

final class ArchivePagesTest {
  private static final byte[] PNG = bytes("\u0089PNG\r\n\u001a\n" + "x".repeat(99));
  private static final byte[] PAGE = bytes("<base href=/b/><img src=a.png alt=A>");

  private static void sample(WarcWriter writer) throws IOException {
    writer.warcinfo(DATE, Map.of("isPartOf", "CC-MAIN-2024-18"));
    writer.response("http://a.example/", DATE, "text/html", PAGE);
    writer.response("http://a.example/a.png", DATE, "image/png", PNG);
    writer.response("http://a.example/b.bin", DATE, "application/octet-stream", PNG);
    writer.write("resource", "http://a.example/c.png", DATE, "image/png", PNG);
    writer.response(
        "http://a.example/404", DATE, "HTTP/1.1 404 No", Map.of("Content-Type", "text/html"), PAGE);
    writer.response(
        "http://a.example/none", DATE, "HTTP/1.1 200", Map.of(), bytes("\r\n<!DOCTYPE html><img>"));
    writer.write("revisit", "http://a.example/", DATE, "application/http", new byte[0]);
    writer.write("response", "dns:a.example", DATE, "text/dns", bytes("1.2.3.4"));
    writer.write(
        "metadata",
        "http://a.example/",
        DATE,
        "application/json",
        bytes(
            WatLinksTest.WAT.formatted("{\"path\":\"IMG@/src\",\"url\":\"w.png\",\"alt\":\"W\"}")));
    writer.write(
        "metadata", "http://a.example/", DATE, "application/json", bytes("{\"Envelope\":"));
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void tellsPagesImagesAndCounts(Layout layout) throws IOException {
    byte[] archive = Drawn.archive(layout, "\r\n", ArchivePagesTest::sample);
    Told told = Told.of(archive, "a.warc");
    assertEquals(
        Map.of(
            "bytes",
            (long) archive.length,
            "records",
            11L,
            "damage",
            1L,
            "pages",
            3L,
            "images",
            3L,
            "revisits",
            1L,
            "other_status",
            1L,
            "not_http",
            1L),
        told.counts);
    Page page = told.pages.getFirst();
    assertEquals("http://a.example/", page.url());
    assertEquals("/b/", page.base());
    assertEquals("CC-MAIN-2024-18", page.crawl());
    assertEquals(DATE, page.capturedAt());
    assertEquals("A", page.images().getFirst().alt());
    assertEquals("W", told.pages.getLast().images().getFirst().alt());
    assertTrue(told.damage.getFirst().problem().startsWith("WAT record is no JSON: "));
    List<Drawn.Read> records = Drawn.read(archive).records();
    assertEquals(records.get(1).offset() + records.get(1).inner(), page.archiveOffset());
    assertEquals(records.get(1).inner() > 0, layout == Layout.ONE_MEMBER);
  }

  @Test
  void readsTheCrawlFromTheNameOfTheArchive() throws IOException {
    byte[] archive = Drawn.archive(writer -> writer.response("u", DATE, "text/html", PAGE));
    assertEquals(
        "CC-MAIN-2023-06", Told.of(archive, "x/CC-MAIN-2023-06/y.warc").pages.getFirst().crawl());
    assertNull(Told.of(archive, "CC-MAIN-20230127001911.warc").pages.getFirst().crawl());
  }

  @Test
  void cutsAPageThatIsTooLarge() throws IOException {
    byte[] page = Arrays.copyOf(PAGE, ArchivePages.MAX_PAGE + 1);
    Told told =
        Told.of(Drawn.archive(writer -> writer.response("u", DATE, "text/html", page)), "a");
    assertEquals(1L, told.counts.get("pages_cut"));
    assertEquals(1, told.pages.getFirst().images().size());
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void givesTheBodiesOfImagesAgain(Layout layout, @TempDir Path folder) throws IOException {
    byte[] archive = Drawn.archive(layout, "\r\n", ArchivePagesTest::sample);
    Path file = Files.write(folder.resolve("a.warc"), archive);
    List<ArchivedImage> images = Told.of(archive, "a").images;
    assertEquals(3, images.size());
    for (ArchivedImage image : images) {
      Outcome<Fetched> outcome =
          ArchivedBody.read(StoredBytes.open(file, image.offset()), image, 1_000);
      Fetched fetched =
          assertInstanceOf(Outcome.Kept.class, outcome).value() instanceof Fetched f ? f : null;
      assertTrue(fetched != null && fetched.finalUrl().equals(image.url()));
      assertArrayEquals(PNG, fetched.body());
      assertEquals(DATE, fetched.fetchedAt());
    }
  }

  private static Reason refusal(Path file, ArchivedImage image, int max) throws IOException {
    Outcome<Fetched> outcome =
        ArchivedBody.read(StoredBytes.open(file, image.offset()), image, max);
    return assertInstanceOf(Outcome.Refused.class, outcome).reason();
  }

  @Test
  void refusesBodiesThatCannotBeReadAgain(@TempDir Path folder) throws IOException {
    byte[] gzip = ArchiveReaderTest.gzip(PNG);
    byte[] archive =
        Drawn.archive(writer -> {
          writer.response("http://a.example/a.png", DATE, "image/png", PNG);
          writer.response(
              "http://a.example/b.png",
              DATE,
              "HTTP/1.1 200 OK",
              Map.of("Content-Type", "image/png", "Content-Encoding", "gzip"),
              Arrays.copyOf(gzip, gzip.length - 9));
          writer.response("http://a.example/c.png", DATE, "image/png", PNG);
        });
    List<ArchivedImage> images = Told.of(archive, "a").images;
    Path file = Files.write(folder.resolve("a.warc"), Arrays.copyOf(archive, archive.length - 20));
    ArchivedImage first = images.getFirst();
    assertEquals(Reason.BODY_TOO_LARGE, refusal(file, first, 50));
    assertEquals(Reason.BAD_ENCODING, refusal(file, images.get(1), 1_000));
    assertEquals(Reason.BAD_ARCHIVE_RECORD, refusal(file, images.get(2), 1_000));
    ArchivedImage elsewhere = new ArchivedImage(first.url(), "a", 1, 0, null);
    assertEquals(Reason.BAD_ARCHIVE_RECORD, refusal(file, elsewhere, 1_000));
    ArchivedImage beyond = new ArchivedImage(first.url(), "a", 1 << 20, 7, null);
    assertEquals(Reason.BAD_ARCHIVE_RECORD, refusal(file, beyond, 1_000));
    ArchivedImage other = new ArchivedImage("http://a.example/x.png", "a", 0, 0, null);
    assertEquals(Reason.BAD_ARCHIVE_RECORD, refusal(file, other, 1_000));
  }
}
