package pairmill.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;

/// A file that cannot be read is named and left out, and what was made can be looked at at once.
final class UnreadableFilesTest {
  @TempDir private Path work;

  @Test
  void whatCanBeReadIsShown() throws IOException {
    Path good = Fixture.parquet(work.resolve("d/a.parquet"), "SELECT 'https://a.example/x' AS url");
    byte[] whole = Files.readAllBytes(good);
    Path cut = Files.write(work.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length / 2));
    Path text = Files.writeString(work.resolve("text.parquet"), "no Parquet at all");
    shown(work.resolve("some"), 1, 2, good, cut, text);
    shown(work.resolve("none"), 0, 1, text);
  }

  private static void shown(Path folder, long rows, int problems, Path... files)
      throws IOException {
    try (Explored explored = Fixture.explored(folder, files)) {
      Mark mark = explored.index().mark();
      assertEquals(rows, mark.rows());
      assertEquals(problems, mark.problems().size());
      assertTrue(
          mark.problems().stream().allMatch(p -> p.contains("] cannot be read and is left out: ")),
          mark.problems().toString());
    }
  }
}
