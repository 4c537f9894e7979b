package pairmill.explorer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;

/// Groups of the same pictures are those of DuckDB.
final class DuplicatesTest {
  private static final String ROWS =
      """
      SELECT 'https://a.example/' || i // 3 AS url, 'caption ' || i % 4 AS caption,
        md5(floor(sqrt(i))::VARCHAR) AS md5
      FROM range(400) r(i)
      """;

  @TempDir private Path work;

  private Explored explored(String rows) throws IOException {
    return Fixture.explored(work, Fixture.parquet(work.resolve("d/rows.parquet"), rows));
  }

  private static Question question(String... path) {
    return new Question("duplicates", List.of(path), Map.of(), false);
  }

  @Test
  void kindsAreToldInNumbers() throws IOException {
    try (Explored explored = explored(ROWS)) {
      Answer answer = new Duplicates(explored).answer(question());
      assertEquals(
          "[[Same bytes, 400, 20, 20.0, 0.9975, 39], [Same address, 400, 134, %s, 0.9975, 3]]"
              .formatted(400 / 134.0),
          answer.table().rows().toString());
      assertEquals(
          List.of("This dataset has no perceptual hashes (column pdq)."),
          answer.data().get("lacks"));
    }
  }

  @Test
  void groupsAreThoseOfDuckDb() throws IOException {
    try (Explored explored = explored(ROWS)) {
      Answer answer = new Duplicates(explored).answer(question("bytes"));
      assertEquals(
          explored
              .index()
              .database()
              .query(
                  "SELECT count(*) AS n, count(DISTINCT caption), count(DISTINCT url) FROM rows GROUP BY md5 HAVING n > 1 ORDER BY n DESC, min(id)",
                  row -> List.of(row.getLong(1), row.getLong(2), row.getLong(3))),
          answer.table().rows().stream().map(row -> row.subList(2, 5)).toList());
      assertEquals(
          "[Sizes[from=1, to=1, groups=1], Sizes[from=2, to=3, groups=1], Sizes[from=4, to=7, groups=2],"
              + " Sizes[from=8, to=15, groups=4], Sizes[from=16, to=31, groups=8], Sizes[from=32, to=63, groups=4]]",
          String.valueOf(answer.extra().get("sizes")));
      assertEquals(19L, answer.extra().get("disagree"));
    }
  }

  @Test
  void aGroupShowsItsRowsButThoseTakenOut() throws IOException {
    try (Explored explored = explored(ROWS)) {
      Duplicates page = new Duplicates(explored);
      Answer answer = page.answer(question("bytes", "4"));
      assertEquals(
          List.of("4", "5", "6", "7", "8"),
          answer.table().rows().stream().map(row -> String.valueOf(row.getFirst())).toList());
      explored.finder().hideToo(List.of(5L));
      assertEquals(4, page.answer(question("bytes", "4")).table().rows().size());
      explored.finder().hideToo(List.of(4L, 6L, 7L, 8L));
      assertEquals(
          "No large group of this kind begins with row 4.",
          assertThrows(NoSuchThingException.class, () -> page.answer(question("bytes", "4")))
              .getMessage());
      assertEquals(18, page.answer(question("bytes")).table().rows().size());
    }
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    try (Explored explored = explored("SELECT 'https://a.example' AS url LIMIT 0")) {
      Duplicates page = new Duplicates(explored);
      assertEquals(
          "This dataset has no hashes of its files (columns sha256, md5).",
          page.answer(question("bytes")).lead());
      assertEquals(
          3,
          page.answer(question()).data().get("lacks") instanceof List<?> lacks ? lacks.size() : 0);
      assertEquals(
          "There are no duplicates of the kind 'x'.",
          assertThrows(NoSuchThingException.class, () -> page.answer(question("x"))).getMessage());
    }
  }
}
