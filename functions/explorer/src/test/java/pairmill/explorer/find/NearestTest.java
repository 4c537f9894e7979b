package pairmill.explorer.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;

/// The neighbours that are found are those that comparing with every row finds: all of few rows,
/// nearly all of many.
final class NearestTest {
  private static final int ROWS = 30_000;
  private static final int DIMENSIONS = 72; // no whole number of signs that are compared at once
  private static final int CLUSTERS = 300;
  private static final int MOST = 10;

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
        "SELECT url, caption FROM (%s) WHERE hash < %d ORDER BY hash DESC"
            .formatted(select, ROWS - 1));
    draw(new Random(3));
    List<float[]> rows = new ArrayList<>(List.of(VECTORS).subList(0, ROWS - 1));
    Collections.reverse(rows);
    Fixture.npy(embeddings.resolve("img_emb/img_emb_0.npy"), rows.toArray(float[][]::new), true);
    explored = Fixture.explored(work, dataset);
  }

  // About one direction, as those of CLIP are, and in clusters.
  private static void draw(Random random) {
    float[][] clusters = new float[CLUSTERS][DIMENSIONS];
    for (float[] cluster : clusters) {
      for (int i = 0; i < DIMENSIONS; i++) {
        cluster[i] = 1 + (float) random.nextGaussian();
      }
    }
    for (float[] vector : VECTORS) {
      float[] cluster = clusters[random.nextInt(CLUSTERS)];
      double square = 0;
      for (int i = 0; i < DIMENSIONS; i++) {
        vector[i] = cluster[i] + (float) random.nextGaussian();
        square += vector[i] * vector[i];
      }
      for (int i = 0; i < DIMENSIONS; i++) {
        vector[i] /= (float) Math.sqrt(square);
      }
    }
  }

  @AfterAll
  static void close() throws IOException {
    explored.close();
  }

  private static double cosine(int a, int b) {
    double sum = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      sum += VECTORS[a][i] * VECTORS[b][i];
    }
    return sum;
  }

  private static Set<Integer> expected(int id, IntStream among) {
    return new HashSet<>(
        among
            .boxed()
            .sorted(Comparator.comparingDouble(other -> -cosine(id, other)))
            .limit(MOST)
            .toList());
  }

  private static Set<Integer> ids(List<Finder.Alike> alike) {
    Set<Integer> ids = new HashSet<>();
    alike.forEach(one -> ids.add((int) one.id()));
    return ids;
  }

  private static List<Finder.Alike> nearest(int id, Filter filter) throws IOException {
    float[] vector = explored.finder().vector(id);
    assertNotNull(vector);
    return explored.finder().nearest(vector, filter, MOST);
  }

  private static IntStream rows(String condition) throws IOException {
    List<Integer> rows =
        explored
            .index()
            .database()
            .query(
                "SELECT id FROM rows WHERE id < %d AND %s".formatted(ROWS - 1, condition),
                row -> row.getInt(1));
    return rows.stream().mapToInt(Integer::intValue);
  }

  // How many of those that comparing with every row finds are found.
  private static double found(Filter filter, String condition) throws IOException {
    int found = 0;
    int all = 0;
    for (int id = 0; id < ROWS - 1; id += 997) {
      Set<Integer> expected = expected(id, rows(condition));
      Set<Integer> ids = ids(nearest(id, filter));
      assertEquals(Math.min(MOST, expected.size()), ids.size());
      ids.retainAll(expected);
      found += ids.size();
      all += expected.size();
    }
    return (double) found / all;
  }

  @Test
  void everyRowIsItsOwnNearest() throws IOException {
    for (int id = 0; id < ROWS - 1; id += 97) {
      Finder.Alike first = nearest(id, Filter.ALL).getFirst();
      assertEquals(id, first.id());
      assertEquals(1, first.cosine(), 2e-3); // of float16
    }
  }

  @Test
  void cosinesAreThoseOfTheVectorsAndDescend() throws IOException {
    List<Finder.Alike> alike = nearest(5, Filter.ALL);
    for (int i = 0; i < alike.size(); i++) {
      assertEquals(cosine(5, (int) alike.get(i).id()), alike.get(i).cosine(), 2e-3);
      assertTrue(i == 0 || alike.get(i).cosine() <= alike.get(i - 1).cosine());
    }
  }

  @Test
  void nearlyAllOfTheNearestAreFound() throws IOException {
    double found = found(Filter.ALL, "true");
    assertTrue(found >= 0.9, found + " of all");
    Filter german = Filter.of(Map.of("language", List.of("de")));
    found = found(german, "language = 'de'");
    assertTrue(found >= 0.9, found + " of a language");
  }

  @Test
  void allOfFewAreFound() throws IOException {
    Filter few = Filter.of(Map.of("width.lte", List.of("110")));
    long rows = rows("width <= 110").count();
    assertTrue(rows > MOST && rows < 500, rows + " rows");
    assertEquals(1, found(few, "width <= 110"));
    assertEquals(List.of(), nearest(5, Filter.of(Map.of("width.lte", List.of("10")))));
  }

  @Test
  void neighboursStayWithinTheFilter() throws IOException {
    Filter german = Filter.of(Map.of("language", List.of("de")));
    Set<Integer> ids = new HashSet<>(rows("language = 'de'").boxed().toList());
    assertTrue(ids.containsAll(ids(nearest(5, german))));
  }

  @Test
  void aRowWithoutEmbeddingHasNone() {
    assertNull(explored.finder().vector(ROWS - 1));
    assertNull(explored.finder().vector(ROWS + 1));
    assertNull(explored.finder().vector(-1));
  }

  @Test
  void aVectorOfAnotherModelIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> explored.finder().nearest(new float[8], Filter.ALL, MOST));
    assertEquals(
        "The model makes embeddings of 8 values, and those of this dataset have 72.",
        e.getMessage());
  }
}
