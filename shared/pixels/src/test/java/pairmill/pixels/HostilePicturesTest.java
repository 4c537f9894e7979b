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
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import pairmill.pair.Outcome;
import pairmill.sample.PixelReader;
import pairmill.sample.Pixels;
import pairmill.score.ClipCrop;

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
    assertEquals(new TreeSet<>(DIFFERENT), different(Drawn.reader()::read));
  }

  @Test
  void everyHostileFileHasACropOrACountedRefusal() throws IOException {
    PixelReader reader = PictureReaders.pixels(90);
    ClipCrop crop = new ClipCrop(224);
    Set<String> different =
        different(body -> {
          Outcome<Pixels> outcome = reader.read(body);
          if (outcome instanceof Outcome.Kept<Pixels>(Pixels pixels)) {
            assertEquals(3 * 224 * 224, crop.of(pixels).length);
          }
          return outcome;
        });
    assertEquals(new TreeSet<>(DIFFERENT), different);
  }

  /// Names of the files that Pillow keeps and the reading refuses, or the other way round.
  private static <T> Set<String> different(Function<byte[], Outcome<T>> reading)
      throws IOException {
    Path verdicts = DATA.resolve("images/hostile_decode.tsv");
    assumeTrue(Files.exists(verdicts), () -> Skipped.because("no hostile pictures at " + DATA));
    Set<String> different = new TreeSet<>();
    int compared = 0;
    List<String> lines = Files.readAllLines(verdicts);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      Path file = DATA.resolve(cells[0]);
      if (!Files.exists(file)) {
        continue; // The list names a few files that are no pictures and were not kept.
      }
      Outcome<T> outcome = reading.apply(Files.readAllBytes(file));
      if (file.toString().matches("(?i).*\\.(jpe?g|png|webp)")) {
        compared++;
        if (cells[2].equals("ok") != outcome instanceof Outcome.Kept<T>) {
          different.add(file.getFileName().toString());
        }
      }
    }
    assertTrue(compared > 600, "compared " + compared);
    return different;
  }
}
