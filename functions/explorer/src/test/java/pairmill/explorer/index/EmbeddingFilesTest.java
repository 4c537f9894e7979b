package pairmill.explorer.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;

/// Embeddings come to the rows they belong to; files of them that cannot be used are named.
final class EmbeddingFilesTest {
  private static final float[] X = {1, 0, 0};
  private static final float[] Y = {0, 1, 0};
  private static final float[] ZEROS = {0, 0, 0};

  @TempDir private Path work;
  private Path dataset;

  @BeforeEach
  void rows() throws IOException {
    dataset = work.resolve("d");
    Fixture.parquet(
        dataset.resolve("a.parquet"),
        "SELECT 'https://a.example/' || i AS url, 'caption ' || i AS caption FROM range(6) r(i)");
  }

  private Path embeddings(int number, boolean half, List<Integer> of, float[]... rows)
      throws IOException {
    Path folder = dataset.resolve("embeddings");
    Fixture.parquet(
        folder.resolve("metadata/metadata_" + number + ".parquet"),
        "SELECT 'https://a.example/' || i AS url, 'caption ' || i AS caption FROM (SELECT unnest(%s) AS i)"
            .formatted(of));
    Path file = folder.resolve("img_emb/img_emb_" + number + ".npy");
    Fixture.npy(file, rows, half);
    return file;
  }

  @Test
  void eachRowHasItsOwn() throws IOException {
    embeddings(0, true, List.of(3, 1), X, Y);
    embeddings(1, false, List.of(4, 1, 5, 99), new float[] {0, 3, 4}, X, ZEROS, X);
    try (Explored explored = Fixture.explored(work, dataset)) {
      assertEquals(List.of(), explored.index().mark().problems());
      assertNull(explored.finder().vector(0));
      assertArrayEquals(Y, explored.finder().vector(1), "the first of two");
      assertNull(explored.finder().vector(2));
      assertArrayEquals(X, explored.finder().vector(3));
      assertArrayEquals(new float[] {0, 0.6f, 0.8f}, explored.finder().vector(4), 1e-3f);
      assertNull(explored.finder().vector(5), "zeros");
    }
  }

  @Test
  void whatCannotBeUsedIsNamed() throws IOException {
    embeddings(0, true, List.of(0), X);
    embeddings(1, true, List.of(1), new float[] {1, 0});
    Path cut = embeddings(2, true, List.of(2), X);
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 130));
    Files.writeString(embeddings(3, true, List.of(3), X), "nothing of numpy's");
    embeddings(4, true, List.of(4), X);
    Files.delete(dataset.resolve("embeddings/metadata/metadata_4.parquet"));
    try (Explored explored = Fixture.explored(work, dataset)) {
      List<String> problems = explored.index().mark().problems();
      assertEquals(
          List.of(
              "[img_emb_1.npy] is left out: embeddings of 2 values, where those before have 3",
              "[img_emb_2.npy] is left out: 130 bytes, where 1 rows of 3 values are told of",
              "[img_emb_3.npy] is left out: no .npy file of float16 or float32 rows"),
          problems.subList(0, 3));
      assertTrue(problems.get(3).startsWith("[img_emb_4.npy] is left out: DuckDB: "));
      assertEquals(4, problems.size());
      assertArrayEquals(X, explored.finder().vector(0));
      assertNull(explored.finder().vector(4));
    }
  }

  @Test
  void withoutAnyThereIsNothingToCompare() throws IOException {
    embeddings(0, true, List.of(0, 1), ZEROS, ZEROS);
    try (Explored explored = Fixture.explored(work, dataset)) {
      assertFalse(explored.index().hasEmbeddings());
    }
  }

  @Test
  void newRowsBringTheirs() throws IOException {
    embeddings(0, true, List.of(1, 7), X, Y);
    Fixture.explored(work, dataset).close();
    Fixture.parquet(
        dataset.resolve("b.parquet"),
        "SELECT 'https://a.example/7' AS url, 'caption 7' AS caption");
    try (Explored explored = Fixture.explored(work, dataset)) {
      assertArrayEquals(X, explored.finder().vector(1));
      assertArrayEquals(Y, explored.finder().vector(6));
    }
  }

  @Test
  void aFileThatWasCutIsRefused() throws IOException {
    embeddings(0, true, List.of(0), X);
    Fixture.explored(work, dataset).close();
    Path file = work.resolve("index/embeddings");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 200));
    IOException e = assertThrows(IOException.class, () -> Embeddings.open(file));
    assertTrue(String.valueOf(e.getMessage()).contains("has 200 bytes, where "));
  }
}
