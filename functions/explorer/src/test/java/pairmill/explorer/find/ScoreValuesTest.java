package pairmill.explorer.find;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;

/// Scores that are kept are those that are read, and both are spread as DuckDB spreads them.
final class ScoreValuesTest {
  @TempDir private Path work;

  private static final String ROWS =
      """
      SELECT 'https://a.example/' || i AS url,
        CASE WHEN i % 7 > 0 THEN i % 137 / 100.0 - 0.3 END::DOUBLE AS similarity,
        CASE WHEN i % 1000 = 0 THEN 1e30 WHEN i % 1000 = 1 THEN -1e30 ELSE i / 700.0 END AS aesthetic
      FROM range(10000) r(i)
      """;

  @Test
  void keptAndReadScoresAreSpreadAlike() throws IOException {
    Path file = Fixture.parquet(work.resolve("d/rows.parquet"), ROWS);
    try (Explored explored = Fixture.explored(work, file)) {
      compare(explored, "similarity", 100);
      compare(explored, "aesthetic", 10);
    }
  }

  private static void compare(Explored explored, String name, int per) throws IOException {
    IndexReader reader = explored.index().searcher().getIndexReader();
    FixedBitSet rows = new FixedBitSet(reader.maxDoc());
    for (int row = 0; row < rows.length(); row += row % 5 == 0 ? 1 : 3) {
      rows.set(row);
    }
    Spread read = new ScoreValues(reader, name, per, 0).spread(rows);
    assertEquals(read, new ScoreValues(reader, name, per).spread(rows));
    // An edge as a decimal, not as a product: 29 / 100, not 29 * 0.01.
    String bins =
        """
        SELECT b, count(*) FROM rows, range(-5000, 5001) bins(b)
        WHERE %1$s IS NOT NULL AND (%1$s >= b / %2$d.0 OR b = -5000) AND (%1$s < (b + 1) / %2$d.0 OR b = 5000)
          AND id %% 10 IN (0, 1, 4, 7) GROUP BY b
        """
            .formatted(name, per);
    Map<Integer, Long> expected = new TreeMap<>();
    for (var bin :
        explored.index().database().query(bins, row -> Map.entry(row.getInt(1), row.getLong(2)))) {
      expected.put(bin.getKey(), bin.getValue());
    }
    assertEquals(expected, read.bins());
  }
}
