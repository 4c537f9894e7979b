package pairmill.explorer.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;

/// The neighbours that are found are those that comparing with every row finds.
final class NearestTest {
  private static final int ROWS = 600;
  private static final int DIMENSIONS = 32;

  @TempDir private static Path work;
  private static final float[][] VECTORS = new float[ROWS][DIMENSIONS];
  private static Explored explored;

  @BeforeAll
  static void open() throws IOException {
    Path dataset = work.resolve("d");
    String select = Fixture.scored(ROWS);
    Fixture.parquet(dataset.resolve("en/part-00000.parquet"), select);
    Path embeddings = dataset.resolve("embeddings");
    // In another order than the rows, and without the last.
    Fixture.parquet(
        embeddings.resolve("metadata/metadata_0.parquet"),
        "SELECT url, caption FROM (" + select + ") WHERE hash < 599 ORDER BY hash DESC");
    Random random = new Random(3);
    for (float[] vector : VECTORS) {
      double square = 0;
      for (int i = 0; i < DIMENSIONS; i++) {
        vector[i] = (float) random.nextGaussian();
        square += vector[i] * vector[i];
      }
      for (int i = 0; i < DIMENSIONS; i++) {
        vector[i] /= (float) Math.sqrt(square);
      }
    }
    npy(embeddings.resolve("img_emb/img_emb_0.npy"));
    explored = Fixture.explored(work, dataset);
  }

  private static void npy(Path file) throws IOException {
    String header =
        "{'descr': '<f2', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(ROWS - 1, DIMENSIONS);
    header = header + " ".repeat(63 - (header.length() + 10) % 64) + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + header.length() + 2 * (ROWS - 1) * DIMENSIONS)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("\u0093NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1));
    bytes.putShort((short) header.length());
    bytes.put(header.getBytes(StandardCharsets.ISO_8859_1));
    for (int row = ROWS - 2; row >= 0; row--) {
      for (float value : VECTORS[row]) {
        bytes.putShort(Float.floatToFloat16(value));
      }
    }
    Files.createDirectories(file.getParent());
    Files.write(file, bytes.array());
  }

  @AfterAll
  static void close() throws IOException {
    explored.close();
  }

  private static double cosine(int a, long b) {
    double sum = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      sum += VECTORS[a][i] * VECTORS[(int) b][i];
    }
    return sum;
  }

  private static float[] vector(int id) throws IOException {
    float[] vector = explored.finder().vector(id);
    assertTrue(vector != null);
    return vector;
  }

  @Test
  void everyRowIsItsOwnNearest() throws IOException {
    for (int id = 0; id < ROWS - 1; id += 17) {
      Finder.Alike first = explored.finder().nearest(vector(id), Filter.ALL, 1).getFirst();
      assertEquals(id, first.id());
      assertEquals(1, first.cosine(), 1e-5);
    }
  }

  @Test
  void nearlyAllOfTheNearestAreFound() throws IOException {
    int found = 0;
    int all = 0;
    for (int id = 0; id < ROWS - 1; id += 17) {
      int row = id;
      List<Long> expected =
          LongStream.range(0, ROWS - 1)
              .boxed()
              .sorted(Comparator.comparingDouble((Long other) -> -cosine(row, other)))
              .limit(10)
              .toList();
      List<Long> near = new ArrayList<>();
      explored.finder().nearest(vector(id), Filter.ALL, 10).forEach(a -> near.add(a.id()));
      near.retainAll(new HashSet<>(expected));
      found += near.size();
      all += expected.size();
    }
    assertTrue(found >= 0.9 * all, found + " of " + all);
  }

  @Test
  void neighboursStayWithinTheFilter() throws IOException {
    Filter german = Filter.of(Map.of("language", List.of("de")));
    List<Long> ids =
        explored
            .index()
            .database()
            .query("SELECT id FROM rows WHERE language = 'de'", row -> row.getLong(1));
    for (Finder.Alike alike : explored.finder().nearest(vector(5), german, 20)) {
      assertTrue(ids.contains(alike.id()));
    }
  }

  @Test
  void aRowWithoutEmbeddingHasNone() throws IOException {
    assertNull(explored.finder().vector(ROWS - 1));
    assertNull(explored.finder().vector(ROWS + 1));
  }
}
