package pairmill.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;

/// Frequent sequences are those of a plain count of all of them, and of Lucene's phrases.
final class SequencesTest {
  // Captions of up to twelve words, some said often and some words twice.
  private static final String ROWS =
      """
      SELECT
        'https://' || ['a.example', 'b.example', 'c.example'][1 + (hash(i) % 3)::INTEGER] || '/' || i AS url,
        CASE WHEN i % 17 = 0 THEN NULL
          WHEN i % 5 = 0 THEN 'Canvas Wall Art Print, canvas wall art print'
          ELSE array_to_string([['red', 'blue', 'old', 'new', 'a', 'the'][1 + (hash(i * 31 + w) % 6)::INTEGER]
            for w in range(1 + (hash(i * 7) % 12)::BIGINT)], ' ') END AS caption
      FROM range(3000) r(i)
      """;

  @TempDir private static Path work;
  private static Explored explored;

  @BeforeAll
  static void open() throws IOException {
    explored = Fixture.explored(work, Fixture.parquet(work.resolve("d/rows.parquet"), ROWS));
  }

  @AfterAll
  static void close() throws IOException {
    explored.close();
  }

  /// A sequence, how many captions hold it, on how many domains.
  private record Sequence(String text, long count, long domains) {}

  private static List<Sequence> expected() throws IOException {
    Map<String, Set<String>> domains = new HashMap<>();
    Map<String, Long> counts = new HashMap<>();
    explored
        .index()
        .database()
        .query(
            "SELECT caption, domain FROM rows WHERE caption IS NOT NULL",
            row -> {
              for (String sequence : sequences(row.getString(1))) {
                counts.merge(sequence, 1L, Long::sum);
                domains.computeIfAbsent(sequence, s -> new HashSet<>()).add(row.getString(2));
              }
              return "";
            });
    List<Sequence> all = new ArrayList<>();
    counts.forEach((text, count) -> {
      boolean part =
          counts.entrySet().stream()
              .anyMatch(longer ->
                  longer.getValue().equals(count)
                      && longer.getKey().length() > text.length()
                      && (" " + longer.getKey() + " ").contains(" " + text + " "));
      if (count > 1 && !part) {
        all.add(new Sequence(text, count, domains.getOrDefault(text, Set.of()).size()));
      }
    });
    all.sort(Comparator.<Sequence>comparingLong(s -> -s.count).thenComparing(Sequence::text));
    return all;
  }

  private static Set<String> sequences(String caption) {
    List<String> words = List.of(caption.toLowerCase(Locale.ROOT).replace(",", "").split(" "));
    Set<String> sequences = new HashSet<>();
    for (int n = 3; n <= 6; n++) {
      for (int from = 0; from + n <= words.size(); from++) {
        sequences.add(String.join(" ", words.subList(from, from + n)));
      }
    }
    return sequences;
  }

  private static List<Sequence> found() throws IOException {
    return explored
        .index()
        .database()
        .query(
            "SELECT sequence, count, domains FROM sequences ORDER BY rank",
            row -> new Sequence(row.getString(1), row.getLong(2), row.getLong(3)));
  }

  @Test
  void theMostFrequentAreThoseOfAPlainCount() throws IOException {
    List<Sequence> found = found();
    assertTrue(found.size() > 500, "only " + found.size());
    // Of thousands that may be listed, what the last ones are parts of is not looked at.
    assertEquals(expected().subList(0, 400), found.subList(0, 400));
  }

  @Test
  void theirCountsAreThoseOfPhrases() throws IOException {
    for (Sequence sequence : found()) {
      assertEquals(sequence.count, explored.finder().phrase(sequence.text), sequence.text);
    }
  }

  @Test
  void repeatedCaptionsAreThoseOfDuckDb() throws IOException {
    String columns = "caption || ' ' || count || ' ' || addresses || ' ' || domains";
    assertEquals(
        explored
            .index()
            .database()
            .query(
                "SELECT %s FROM (SELECT caption, count(*) AS count, count(DISTINCT url) AS addresses, count(DISTINCT domain) AS domains FROM rows WHERE caption IS NOT NULL GROUP BY caption HAVING count(*) > 1 ORDER BY count DESC, caption)"
                    .formatted(columns),
                row -> row.getString(1)),
        explored
            .index()
            .database()
            .query("SELECT " + columns + " FROM captions ORDER BY rank", row -> row.getString(1)));
    assertEquals(
        0,
        explored
            .index()
            .database()
            .number(
                "SELECT count(*) FROM caption_counts WHERE rows <> (SELECT count(caption) FROM rows) OR different <> (SELECT count(DISTINCT caption) FROM rows)"));
  }
}
