package pairmill.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pairmill.download.ArchivedImage;
import pairmill.download.FetchResult;
import pairmill.download.Fetched;
import pairmill.download.PlannedPair;
import pairmill.filter.Rules;
import pairmill.pair.Language;
import pairmill.pair.Outcome;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.pair.Reason;
import pairmill.run.ImagesFrom;
import pairmill.run.Run;
import pairmill.run.RunSpec;
import pairmill.shard.Damage;
import pairmill.store.Scratch;
import pairmill.store.StoredBytes;
import pairmill.warc.ArchivePages;
import pairmill.warc.Page;
import pairmill.warc.WarcWriter;

final class ArchiveFetchTest {
  private static final Instant AT = Instant.parse("2024-01-01T00:00:00Z");

  @TempDir private Path folder;

  private static byte[] body(int i) {
    return ("\u0089PNG picture " + i).repeat(i + 1).getBytes(StandardCharsets.ISO_8859_1);
  }

  private Path archive(WarcWriter.Layout layout) throws IOException {
    Path file = folder.resolve("a.warc");
    try (OutputStream out = Files.newOutputStream(file);
        WarcWriter writer = WarcWriter.open(out, layout)) {
      for (int i = 0; i < 20; i++) {
        writer.response("http://a.example/" + i, AT, "image/png", body(i));
      }
    }
    return file;
  }

  private static List<ArchivedImage> images(Path archive) throws IOException {
    List<ArchivedImage> images = new ArrayList<>();
    try (InputStream in = Files.newInputStream(archive)) {
      ArchivePages.read(
          in,
          "a.warc",
          new ArchivePages.Sink() {
            @Override
            public void page(Page page) {}

            @Override
            public void image(ArchivedImage image) {
              images.add(image);
            }

            @Override
            public void damage(Damage damage) {
              throw new AssertionError(damage);
            }
          });
    }
    return images;
  }

  private static PlannedPair pair(ArchivedImage image) {
    Provenance provenance = new Provenance("a.warc", 0, 0, "", null, null, null);
    return new PlannedPair(new Pair(image.url(), "x", Language.UNTOLD, provenance), "0", image);
  }

  // One place: a body that is not closed would stop the next.
  private static ArchiveFetch fetch(Path archive, int maxBytes) throws IOException {
    RunSpec spec =
        new RunSpec(
            "pairmill test",
            Rules.DEFAULT,
            ImagesFrom.ARCHIVE,
            "fake decoder",
            null,
            null,
            2,
            100,
            maxBytes,
            false,
            false,
            null,
            null);
    Run run = new Run(spec, true, List.of(new Run.Input("a.warc", Files.size(archive))), null);
    Archives archives = (name, input, offset) -> StoredBytes.open(archive, offset);
    return new ArchiveFetch(archives, "r", run, 1, Scratch.open());
  }

  @ParameterizedTest
  @EnumSource(WarcWriter.Layout.class)
  void everyPictureIsFoundAgainHoweverTheArchiveIsPacked(WarcWriter.Layout layout)
      throws IOException, InterruptedException {
    Path archive = archive(layout);
    List<ArchivedImage> images = images(archive);
    assertEquals(20, images.size());
    try (ArchiveFetch fetch = fetch(archive, 10_000)) {
      for (int i = 19; i >= 0; i--) {
        FetchResult result = fetch.fetch(pair(images.get(i)));
        Outcome.Kept<?> kept = assertInstanceOf(Outcome.Kept.class, result.outcome());
        try (Fetched fetched = (Fetched) kept.value()) {
          assertArrayEquals(body(i), fetched.body());
          assertEquals("http://a.example/" + i, fetched.finalUrl());
          assertEquals(AT, fetched.fetchedAt());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(WarcWriter.Layout.class)
  void largePicturesAreRefusedAndHoldNoPlace(WarcWriter.Layout layout)
      throws IOException, InterruptedException {
    Path archive = archive(layout);
    try (ArchiveFetch fetch = fetch(archive, 1)) {
      for (ArchivedImage image : images(archive)) {
        Outcome.Refused<?> refused =
            assertInstanceOf(Outcome.Refused.class, fetch.fetch(pair(image)).outcome());
        assertEquals(Reason.BODY_TOO_LARGE, refused.reason());
      }
    }
  }
}
