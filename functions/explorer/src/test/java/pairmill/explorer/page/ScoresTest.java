package pairmill.explorer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;
import pairmill.explorer.find.Filter;
import pairmill.explorer.find.Hidden;
import pairmill.explorer.index.Database;
import pairmill.explorer.index.RowColumn;

/// What the pages of scores count is what DuckDB counts in the same rows.
final class ScoresTest {
  private static final int ROWS = 4_000;
  private static final double NEAR = 1e-9;

  @TempDir private static Path work;
  private static Explored explored;

  @BeforeAll
  static void open() throws IOException {
    Path file = Fixture.parquet(work.resolve("d/rows.parquet"), Fixture.scored(ROWS));
    explored = Fixture.explored(work, file);
  }

  @AfterAll
  static void close() throws IOException {
    explored.close();
  }

  private static Scores page(Explored explored) {
    return new Scores(explored, new Counts(explored), new Histograms(explored));
  }

  private static Question question(List<String> path, String... parameters) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      all.computeIfAbsent(parameters[i], name -> new ArrayList<>()).add(parameters[i + 1]);
    }
    return new Question("scores", path, all, false);
  }

  private static Answer ask(String score, String... parameters) throws IOException {
    return page(explored).answer(question(List.of(score), parameters));
  }

  private static Database database() {
    return explored.index().database();
  }

  private static long duckdb(Filter filter) throws IOException {
    List<Object> values = new ArrayList<>();
    String where = filter.sql(values);
    return database().number("SELECT count(*) FROM rows WHERE " + where, values.toArray());
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : -1;
  }

  private static double decimal(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static String[] random(Random random, String score) {
    List<String> parameters = new ArrayList<>();
    if (random.nextBoolean()) {
      parameters.addAll(
          List.of("language", List.of("en", "de", Filter.NONE).get(random.nextInt(3))));
    }
    if (random.nextBoolean()) {
      parameters.addAll(List.of("width.gte", Integer.toString(100 + random.nextInt(900))));
    }
    if (random.nextBoolean()) {
      parameters.addAll(List.of("faces.lte", Integer.toString(random.nextInt(3))));
    }
    String edge = Double.toString(random.nextInt(100) / 100.0);
    if (random.nextBoolean()) {
      parameters.addAll(List.of(score + ".gte", edge));
    }
    if (random.nextBoolean()) {
      parameters.addAll(List.of(score + List.of(".lt", ".lte").get(random.nextInt(2)), "0.8"));
    }
    return parameters.toArray(String[]::new);
  }

  @Test
  void countsAreThoseOfDuckDbWhateverTheFilter() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      RowColumn score = RowColumn.of(RowColumn.Kind.SCORE).get(random.nextInt(4));
      String name = score.columnName();
      String[] parameters = random(random, name);
      Answer answer = ask(name, parameters);
      Filter filter = question(List.of(), parameters).filter();
      Filter around = filter.without(score);
      assertEquals(duckdb(filter), answer.extra().get("chosen_rows"), filter.toString());
      assertEquals(duckdb(around), answer.extra().get("filter_rows"));
      List<Object> values = new ArrayList<>();
      String where = around.sql(values);
      long missing =
          database()
              .number(
                  "SELECT count(*) FROM rows WHERE %s IS NULL AND %s".formatted(name, where),
                  values.toArray());
      assertEquals(missing, answer.extra().get("missing"));
      bins(answer, around, score);
      numbers(answer, name, where, values);
    }
  }

  private static void bins(Answer answer, Filter around, RowColumn score) throws IOException {
    TreeMap<Double, Long> expected = new TreeMap<>();
    List<Object> values = new ArrayList<>();
    String where = around.sql(values);
    int per = Histograms.per(score);
    // Edges are compared as decimals: no product decides.
    database()
        .query(
            ("SELECT low, count(*) FROM rows JOIN (SELECT e / %1$d::DOUBLE AS low, (e + 1) / %1$d::DOUBLE AS high FROM range(0, 101) r(e))"
                    + " ON %2$s >= low AND %2$s < high WHERE %3$s GROUP BY low")
                .formatted(per, score.columnName(), where),
            values,
            row -> expected.merge(row.getDouble(1), row.getLong(2), Long::sum));
    TreeMap<Double, Long> told = new TreeMap<>();
    long below = 0;
    long all = expected.values().stream().mapToLong(Long::longValue).sum();
    for (List<@Nullable Object> row : answer.table().rows()) {
      if (number(row.get(2)) > 0) {
        told.put(decimal(row.get(0)), number(row.get(2)));
      }
      assertEquals(below, number(row.get(3)));
      assertEquals(all - below, number(row.get(4)));
      below += number(row.get(2));
    }
    assertEquals(expected, told, around.toString());
  }

  private static void numbers(Answer answer, String name, String where, List<Object> values)
      throws IOException {
    boolean exact = Boolean.TRUE.equals(answer.extra().get("quantiles_exact"));
    double bin = exact ? NEAR : name.equals("aesthetic") ? 0.1 : 0.01;
    database()
        .query(
            "SELECT min(%1$s), max(%1$s), avg(%1$s), quantile_cont(%1$s, 0.05), median(%1$s), quantile_cont(%1$s, 0.95) FROM rows WHERE %2$s"
                .formatted(name, where),
            values,
            row -> {
              if (row.getObject(1) == null) {
                return false;
              }
              assertEquals(row.getDouble(1), decimal(answer.extra().get("least")));
              assertEquals(row.getDouble(2), decimal(answer.extra().get("most")));
              assertEquals(row.getDouble(3), decimal(answer.extra().get("mean")), NEAR);
              // Between two rows a quantile may lie bins away from either.
              if (answer.table().rows().size() > 0
                  && number(answer.extra().get("filter_rows")) > 500) {
                assertEquals(row.getDouble(4), decimal(answer.extra().get("p05")), bin);
                assertEquals(row.getDouble(5), decimal(answer.extra().get("median")), bin);
                assertEquals(row.getDouble(6), decimal(answer.extra().get("p95")), bin);
              }
              return true;
            });
  }

  @Test
  void galleriesAreTheEndsOfTheFilterWithoutRowsThatHaveNoScore() throws IOException {
    for (String[] parameters :
        List.of(
            new String[0],
            new String[] {"language", "de", "similarity.lt", "0.5"},
            new String[] {"q", "shoes"},
            new String[] {"hash", ""},
            new String[] {"width.lte", "103"})) {
      Answer answer = ask("similarity", parameters);
      Filter filter = question(List.of(), parameters).filter();
      List<Object> values = new ArrayList<>();
      String where =
          filter.sql(values) + (filter.q().isEmpty() ? "" : " AND contains(caption, 'shoes')");
      List<List<Long>> expected = new ArrayList<>();
      for (String direction : List.of("DESC", "ASC")) {
        expected.add(
            database()
                .query(
                    "SELECT id FROM rows WHERE similarity IS NOT NULL AND %s ORDER BY similarity %s, id LIMIT 12"
                        .formatted(where, direction),
                    values,
                    row -> row.getLong(1)));
      }
      List<List<Long>> told = new ArrayList<>();
      for (Score.Gallery gallery : Told.all(answer, "galleries", Score.Gallery.class)) {
        List<Long> ids = new ArrayList<>();
        for (Score.Placed placed : gallery.rows()) {
          ids.add(placed.tile().id());
          assertEquals(null, placed.tile().source());
        }
        told.add(ids);
      }
      assertEquals(expected, told, filter.toString());
    }
  }

  @Test
  void barsLeadToTheirRangeAndKeepTheRestOfTheFilter() throws IOException {
    Answer answer = ask("punsafe", "language", "en", "punsafe.gte", "0.9", "scale", "log");
    Histogram chart = Told.one(answer, "chart", Histogram.class);
    Histogram.Bar bar = chart.bars().get(29);
    assertEquals(
        "/scores/punsafe?language=en&punsafe.gte=0.29&punsafe.lt=0.30&scale=log", bar.bin().href());
    assertFalse(bar.chosen());
    assertTrue(chart.bars().getLast().chosen());
    Score.Chosen chosen = Told.one(answer, "chosen", Score.Chosen.class);
    assertEquals("/images?language=en&punsafe.gte=0.9", chosen.images());
    assertEquals("/scores/punsafe?language=en&scale=log", chosen.all());
  }

  @Test
  void thresholdsCountWhatTheirLinksFind() throws IOException {
    Answer answer = ask("aesthetic", "faces", "1");
    List<Score.Threshold> thresholds = Told.all(answer, "thresholds", Score.Threshold.class);
    assertTrue(thresholds.size() > 5);
    for (Score.Threshold threshold : thresholds) {
      Filter filter = question(List.of(), "faces", "1", "aesthetic.gte", threshold.low()).filter();
      assertEquals(duckdb(filter), threshold.count());
    }
  }

  @Test
  void theOverviewHasTheNumbersOfEachScore() throws IOException {
    Table table = page(explored).answer(question(List.of())).table();
    assertEquals(4, table.rows().size());
    for (List<@Nullable Object> row : table.rows()) {
      List<Double> expected =
          database()
              .query(
                  "SELECT count(%1$s), count(*) - count(%1$s), min(%1$s), quantile_cont(%1$s, 0.05), median(%1$s), avg(%1$s), quantile_cont(%1$s, 0.95), max(%1$s) FROM rows"
                      .formatted(row.getFirst()),
                  found -> {
                    List<Double> all = new ArrayList<>();
                    for (int i = 1; i <= 8; i++) {
                      all.add(found.getDouble(i));
                    }
                    return all;
                  })
              .getFirst();
      for (int i = 0; i < expected.size(); i++) {
        assertEquals(expected.get(i), decimal(row.get(i + 1)), NEAR, String.valueOf(row));
      }
    }
  }

  @Test
  void rowsThatWereTakenOutSinceAreCountedNowhere() throws IOException {
    explored.finder().hide(Hidden.NOTHING.and(List.of(1L, 2L, 3L)));
    try {
      Answer answer = ask("punsafe");
      assertEquals(ROWS - 3L, answer.extra().get("filter_rows"));
      assertEquals(false, answer.extra().get("quantiles_exact"));
      Answer all = page(explored).answer(question(List.of()));
      assertEquals(ROWS - 3L, all.table().rows().get(1).get(1));
      assertFalse(all.table().exact());
    } finally {
      explored.finder().hide(Hidden.NOTHING);
    }
  }

  @Test
  void whatIsMissingOrWrongIsSaid() throws IOException {
    assertEquals(
        "There is no score named 'beauty'; there are similarity, punsafe, pwatermark, aesthetic.",
        assertThrows(NoSuchThingException.class, () -> ask("beauty")).getMessage());
    assertEquals(
        "scale: 'cubic' is neither linear nor log",
        assertThrows(IllegalArgumentException.class, () -> ask("punsafe", "scale", "cubic"))
            .getMessage());
    assertEquals(
        "This dataset has no column license.",
        assertThrows(IllegalArgumentException.class, () -> ask("punsafe", "license", "x"))
            .getMessage());
    Path file =
        Fixture.parquet(work.resolve("bare/rows.parquet"), "SELECT 'https://a.example/1' AS url");
    try (Explored bare = Fixture.explored(work.resolve("bare"), file)) {
      Answer all = page(bare).answer(question(List.of()));
      assertEquals(
          "No row of this dataset has a score: none of similarity, punsafe, pwatermark, aesthetic.",
          all.lead());
      assertEquals(List.of(), all.table().rows());
      assertEquals(
          "No row of this dataset has a punsafe. It would be read from a column punsafe or nsfw_score_opennsfw2.",
          assertThrows(
                  NoSuchThingException.class, () -> page(bare).answer(question(List.of("punsafe"))))
              .getMessage());
    }
  }

  @Test
  void scoresOfAnotherScaleStillMakeFewBars() throws IOException {
    Path file =
        Fixture.parquet(
            work.resolve("wide/rows.parquet"),
            "SELECT 'https://a.example/' || i AS url, i / 10.0 AS similarity FROM range(400) r(i)");
    try (Explored wide = Fixture.explored(work.resolve("wide"), file)) {
      Answer answer = page(wide).answer(question(List.of("similarity")));
      assertEquals(200, answer.table().rows().size());
      long sum = answer.table().rows().stream().mapToLong(row -> number(row.get(2))).sum();
      assertEquals(400, sum);
    }
  }

  @Test
  void aFilterThatFindsNothingMakesAPage() throws IOException {
    Answer answer = ask("punsafe", "q", "nothingofthekind");
    assertEquals(List.of(), answer.table().rows());
    assertEquals(0L, answer.extra().get("chosen_rows"));
    assertEquals(null, answer.extra().get("mean"));
  }
}
