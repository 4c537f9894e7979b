package pairmill.explorer.find;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;

/// Scores that are kept are those that are read, and both are spread as DuckDB spreads them.
final class ScoreValuesTest {
  @TempDir private Path work;

  private static String rows(String type) {
    return """
    SELECT 'https://a.example/' || i AS url,
      CASE WHEN i %% 7 > 0 THEN (i %% 137 / 100.0 - 0.3)::%1$s END AS similarity,
      CASE WHEN i %% 1000 = 0 THEN 1e30 WHEN i %% 1000 = 1 THEN -1e30 ELSE i / 700.0 END::%1$s AS aesthetic
    FROM range(10000) r(i)
    """
        .formatted(type);
  }

  @Test
  void keptAndReadScoresAreSpreadAlike() throws IOException {
    for (String type : List.of("FLOAT", "DOUBLE")) {
      Path file = Fixture.parquet(work.resolve(type + "/rows.parquet"), rows(type));
      try (Explored explored = Fixture.explored(work.resolve(type + ".x"), file)) {
        compare(explored, "similarity", 100);
        compare(explored, "aesthetic", 10);
      }
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
    Map<Integer, Long> expected = new java.util.TreeMap<>();
    for (var bin :
        explored.index().database().query(bins, row -> Map.entry(row.getInt(1), row.getLong(2)))) {
      expected.put(bin.getKey(), bin.getValue());
    }
    assertEquals(expected, read.bins());
  }
}
