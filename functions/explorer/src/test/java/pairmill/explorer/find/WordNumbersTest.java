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

/// Few, many and very many different words are counted as DuckDB counts them, as many as a byte and
/// as two bytes tell apart, and one more.
final class WordNumbersTest {
  @TempDir private Path work;

  @Test
  void wordsOfAnyNumberAreCounted() throws IOException {
    count(3, 255, 65_535);
    count(256, 300, 65_536);
    count(3, 5, 7); // all three as one number
    count(15, 15, 1); // as many as a byte tells apart, and the third alone
    count(15, 16, 300);
  }

  private void count(int languages, int licences, int domains) throws IOException {
    String rows =
        """
        SELECT 'https://d' || i %% %d || '.example/' || i AS url,
          CASE WHEN i %% 5 > 0 THEN 'l' || i %% %d END AS language,
          CASE WHEN i %% 7 > 0 THEN 'licence ' || i %% %d END AS license
        FROM range(70000) r(i)
        """
            .formatted(domains, languages, licences);
    Path file = Fixture.parquet(work.resolve(languages + "/rows.parquet"), rows);
    try (Explored explored = Fixture.explored(work.resolve(languages + ".x"), file)) {
      for (String language : List.of("", "l1", Filter.NONE)) {
        Filter filter = Filter.of(Map.of("language", List.of(language)));
        List<RowColumn> columns = List.of(RowColumn.LANGUAGE, RowColumn.LICENSE, RowColumn.DOMAIN);
        List<List<Map.Entry<String, Long>>> together =
            explored.finder().words(filter, columns, 500);
        for (RowColumn column : columns) {
          List<Map.Entry<String, Long>> expected = duckdb(explored, language, column);
          assertEquals(
              expected,
              explored.finder().words(filter, List.of(column), 500).getFirst(),
              language + " " + column);
          assertEquals(expected, together.get(columns.indexOf(column)), language + " " + column);
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
