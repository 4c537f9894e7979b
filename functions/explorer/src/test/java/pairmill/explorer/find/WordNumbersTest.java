package pairmill.explorer.find;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;
import pairmill.explorer.index.RowColumn;

/// Few, many and very many different words are counted as DuckDB counts them.
final class WordNumbersTest {
  private static final String ROWS =
      """
      SELECT 'https://d' || i % 66000 || '.example/' || i AS url,
        CASE WHEN i % 5 > 0 THEN 'l' || i % 3 END AS language,
        CASE WHEN i % 7 > 0 THEN 'licence ' || i % 300 END AS license
      FROM range(70000) r(i)
      """;

  @TempDir private Path work;

  @Test
  void wordsOfAnyNumberAreCounted() throws IOException {
    Path file = Fixture.parquet(work.resolve("d/rows.parquet"), ROWS);
    try (Explored explored = Fixture.explored(work, file)) {
      for (String language : List.of("", "l1", Filter.NONE)) {
        Filter filter = Filter.of(Map.of("language", List.of(language)));
        for (RowColumn column : List.of(RowColumn.LANGUAGE, RowColumn.LICENSE, RowColumn.DOMAIN)) {
          assertEquals(
              duckdb(explored, language, column),
              explored.finder().words(filter, List.of(column), 500).getFirst(),
              language + " " + column);
        }
      }
    }
  }

  private static List<Map.Entry<String, Long>> duckdb(
      Explored explored, String language, RowColumn column) throws IOException {
    String sql =
        """
        SELECT coalesce(%1$s, '(none)') AS w, count(*) FROM rows WHERE ? IN ('', coalesce(language, '(none)'))
        GROUP BY w ORDER BY 2 DESC, w LIMIT 500
        """
            .formatted(column.columnName());
    return explored
        .index()
        .database()
        .query(sql, List.of(language), row -> Map.entry(row.getString(1), row.getLong(2)));
  }
}
