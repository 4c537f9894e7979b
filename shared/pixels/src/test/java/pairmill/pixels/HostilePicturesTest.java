package pairmill.pixels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import pairmill.pair.Outcome;
import pairmill.sample.Picture;

/// Pictures that broke other decoders, and what Pillow made of them.
final class HostilePicturesTest {
  private static final Path DATA = Path.of(System.getProperty("pairmill.data", "none"));

  /// Where we differ from Pillow; each is explained in `docs/reference/pictures.md`.
  private static final Set<String> DIFFERENT =
      Set.of(
          "gradient_ls_pt.jpg",
          "jfif-bogus-empty-jfif-segment.jpg",
          "png_decompression_dos.png",
          "cicp_pq.png",
          "unknown_compression_method.png",
          "panic.webp",
          "hippopotamus-bad-comment-length.jpeg");

  @Test
  void everyHostileFileIsAPictureOrACountedRefusal() throws IOException {
    Path verdicts = DATA.resolve("images/hostile_decode.tsv");
    assumeTrue(Files.exists(verdicts), () -> Skipped.because("no hostile pictures at " + DATA));
    JavaPictureReader reader = Drawn.reader();
    Set<String> different = new TreeSet<>();
    int compared = 0;
    List<String> lines = Files.readAllLines(verdicts);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      Path file = DATA.resolve(cells[0]);
      if (!Files.exists(file)) {
        continue; // The list names a few files that are no pictures and were not kept.
      }
      Outcome<Picture> outcome = reader.read(Files.readAllBytes(file));
      if (file.toString().matches("(?i).*\\.(jpe?g|png|webp)")) {
        compared++;
        if (cells[2].equals("ok") != outcome instanceof Outcome.Kept<Picture>) {
          different.add(file.getFileName().toString());
        }
      }
    }
    assertTrue(compared > 600, "compared " + compared);
    assertEquals(new TreeSet<>(DIFFERENT), different);
  }
}
