package pairmill.explorer.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;
import pairmill.explorer.index.RowColumn;

/// What Lucene finds and counts is what DuckDB finds and counts in the same rows.
final class FinderTest {
  private static final int ROWS = 5_000;

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

  private static Filter filter(String... parameters) {
    Map<String, List<String>> all = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      all.computeIfAbsent(parameters[i], name -> new ArrayList<>()).add(parameters[i + 1]);
    }
    return Filter.of(all);
  }

  private static long duckdb(Filter filter) throws IOException {
    List<Object> values = new ArrayList<>();
    String where = filter.sql(values);
    return explored
        .index()
        .database()
        .number("SELECT count(*) FROM rows WHERE " + where, values.toArray());
  }

  /// A filter of up to four conditions, on edges that rows lie on.
  private static Filter random(Random random) {
    List<String> parameters = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      switch (random.nextInt(5)) {
        case 0 ->
            parameters.addAll(
                List.of("language", List.of("en", "de", Filter.NONE, "xx").get(random.nextInt(4))));
        case 1 ->
            parameters.addAll(
                List.of(
                    "domain", List.of("a.example", "c.co.uk", "e.example").get(random.nextInt(3))));
        case 2 ->
            parameters.addAll(
                List.of(
                    "width" + List.of(".gte", ".lte", ".lt", "").get(random.nextInt(4)),
                    List.of("-0.5", "0", "512.5", Integer.toString(100 + random.nextInt(900)))
                        .get(random.nextInt(4))));
        default ->
            parameters.addAll(
                List.of(
                    List.of("similarity", "punsafe", "aesthetic").get(random.nextInt(3))
                        + List.of(".gte", ".lte", ".lt", "").get(random.nextInt(4)),
                    Double.toString(random.nextInt(100) / 100.0)));
      }
    }
    return filter(parameters.toArray(String[]::new));
  }

  @Test
  void countsAreThoseOfDuckDb() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      Filter filter = random(random);
      assertEquals(duckdb(filter), explored.finder().count(filter), filter.toString());
    }
  }

  @Test
  void wordsAreCountedAsByDuckDb() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      Filter filter = random(random);
      List<Object> values = new ArrayList<>();
      String where = filter.sql(values);
      for (RowColumn column : List.of(RowColumn.LANGUAGE, RowColumn.DOMAIN)) {
        List<Map.Entry<String, Long>> expected =
            explored
                .index()
                .database()
                .query(
                    "SELECT coalesce(%1$s, '(none)') AS w, count(*) FROM rows WHERE %2$s GROUP BY w ORDER BY 2 DESC, w"
                        .formatted(column.columnName(), where),
                    values,
                    row -> Map.entry(row.getString(1), row.getLong(2)));
        assertEquals(expected, explored.finder().words(filter, column), filter.toString());
      }
    }
  }

  @Test
  void binsAreThoseThatConditionsOnTheirEdgesMean() throws IOException {
    Filter filter = filter("language", "en");
    SortedMap<Integer, Long> bins = explored.finder().histogram(filter, RowColumn.SIMILARITY, 100);
    SortedMap<Integer, Long> expected = new TreeMap<>();
    for (int bin = 0; bin <= 100; bin++) {
      long count =
          duckdb(
              filter(
                  "language", "en",
                  "similarity.gte", Double.toString(bin / 100.0),
                  "similarity.lt", Double.toString((bin + 1) / 100.0)));
      if (count > 0) {
        expected.put(bin, count);
      }
    }
    assertEquals(expected, bins);
  }

  @Test
  void factsAreWhatIsCountedNow() throws IOException {
    SortedMap<Integer, Long> facts = new TreeMap<>();
    explored
        .index()
        .database()
        .query(
            "SELECT bin, count FROM histograms WHERE name = 'similarity'",
            row -> facts.put(row.getInt(1), row.getLong(2)));
    assertEquals(explored.finder().histogram(Filter.ALL, RowColumn.SIMILARITY, 100), facts);
  }

  @Test
  void pagesOfAnyOrderHoldEveryRowOnceInOrder() throws IOException {
    for (String sort : List.of("", "-similarity", "similarity", "width", "-faces")) {
      Order order = Order.of(sort, Order.DATASET);
      List<Long> all = new ArrayList<>();
      String after = "";
      while (after != null) {
        Finder.Page page = explored.finder().page(Filter.ALL, order, after, 333);
        all.addAll(page.ids());
        after = page.next();
      }
      assertEquals(ROWS, new HashSet<>(all).size(), sort);
      assertEquals(ROWS, all.size(), sort);
      String by =
          order.column() == null
              ? "id"
              : order.column().columnName()
                  + (order.descending() ? " DESC" : "")
                  + " NULLS LAST, id";
      assertEquals(
          explored
              .index()
              .database()
              .query("SELECT id FROM rows ORDER BY " + by, row -> row.getLong(1)),
          all,
          sort);
    }
  }

  @Test
  void pagesOfAnyFilterAndOrderAreThoseOfDuckDb() throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      Filter filter = random(random);
      List<RowColumn> columns =
          List.of(RowColumn.SIMILARITY, RowColumn.PUNSAFE, RowColumn.AESTHETIC, RowColumn.WIDTH);
      Order order = new Order(columns.get(random.nextInt(4)), random.nextBoolean(), false);
      List<Object> values = new ArrayList<>();
      String from = "FROM rows WHERE " + filter.sql(values) + " ORDER BY ";
      String by = String.valueOf(order).replaceFirst("-(.*)", "$1 DESC") + " NULLS LAST, id";
      List<Long> all =
          explored
              .index()
              .database()
              .query("SELECT id " + from + by + " LIMIT 60", values, row -> row.getLong(1));
      Finder.Page page = explored.finder().page(filter, order, "", 20);
      List<Long> found = new ArrayList<>(page.ids());
      while (page.next() != null && found.size() < 60) {
        page = explored.finder().page(filter, order, page.next(), 20);
        found.addAll(page.ids());
      }
      assertEquals(all, found, filter + " " + order);
      assertEquals(explored.finder().count(filter) > 60, page.next() != null);
    }
  }

  @Test
  void theBestFitIsAmongTheRowsOfTheConditionsThatAreNotHidden() throws IOException {
    Filter filter = filter("q", "red", "language", "en");
    List<Long> hidden = List.of(3L, 12L, 2_001L);
    explored.finder().hide(Hidden.NOTHING.and(hidden));
    try {
      for (Order order : List.of(Order.FIT, Order.of("-similarity", Order.FIT), Order.DATASET)) {
        List<Long> found = new ArrayList<>();
        String after = "";
        while (after != null) {
          Finder.Page page = explored.finder().page(filter, order, after, 100);
          found.addAll(page.ids());
          after = page.next();
        }
        assertEquals(
            explored
                .index()
                .database()
                .query(
                    "SELECT id FROM rows WHERE regexp_matches(caption, '\\b[Rr][Ee][Dd]\\b') AND language = 'en' AND id NOT IN (3, 12, 2001) ORDER BY id",
                    row -> row.getLong(1)),
            found.stream().sorted().toList(),
            order.toString());
      }
    } finally {
      explored.finder().hide(Hidden.NOTHING);
    }
  }

  @Test
  void zeroIsZeroWithEitherSign() throws IOException {
    Path file =
        Fixture.parquet(
            work.resolve("zero/rows.parquet"),
            "SELECT 'https://a.example/' || i AS url, [-0.0, 0.0, -1e-300, 1e-300][i]::DOUBLE AS similarity FROM range(1, 5) r(i)");
    try (Explored zeros = Fixture.explored(work.resolve("zeros"), file)) {
      assertEquals(3, zeros.finder().count(filter("similarity.gte", "0")));
      assertEquals(3, zeros.finder().count(filter("similarity.lte", "-0")));
      assertEquals(1, zeros.finder().count(filter("similarity.lt", "-0")));
      assertEquals(1, zeros.finder().count(filter("similarity.lt", "0")));
      assertEquals(2, zeros.finder().count(filter("similarity", "-0.0")));
      assertEquals(
          List.of(0L, 1L, 3L),
          zeros
              .finder()
              .page(filter("similarity.gte", "0"), Order.of("similarity", Order.FIT), "", 9)
              .ids());
    }
  }

  @Test
  void wordsAndPhrasesOfCaptionsAreFound() throws IOException {
    assertEquals(ROWS / 3 + 1, explored.finder().count(filter("q", "RED")));
    assertEquals(
        explored.finder().count(filter("q", "canvas")), explored.finder().phrase("wall art"));
    assertEquals(0, explored.finder().phrase("art wall"));
    assertEquals(1, explored.finder().count(filter("q", "red 4998")));
    assertEquals(0, explored.finder().count(filter("q", "red -red")));
    long canvas = explored.finder().count(filter("q", "canvas wall"));
    assertEquals(canvas, explored.finder().count(filter("q", "canvas wall art ".repeat(2))));
    assertEquals(canvas, explored.finder().count(filter("q", "canvas wall art ".repeat(20))));
    assertEquals(
        canvas,
        explored.finder().page(filter("q", "canvas wall"), Order.FIT, "", 9_999).ids().size());
    assertEquals(0, explored.finder().count(filter("q", "((\"")));
  }

  @Test
  void whatIsHiddenIsNeitherFoundNorCounted() throws IOException {
    Explored fresh = explored;
    long before = fresh.finder().count(filter("q", "red"));
    fresh.finder().hide(Hidden.NOTHING.and(List.of(0L, 1L, 3L)));
    try {
      assertEquals(before - 2, fresh.finder().count(filter("q", "red")));
      assertEquals(2, fresh.finder().page(Filter.ALL, Order.DATASET, "", 1).ids().getFirst());
    } finally {
      fresh.finder().hide(Hidden.NOTHING);
    }
  }

  @Test
  void manyHiddenRowsAreHiddenAsFewAre() throws IOException {
    long before = explored.finder().count(filter("q", "red"));
    List<Long> ids = LongStream.range(0, 3_000).boxed().toList();
    explored.finder().hide(Hidden.NOTHING.and(ids));
    try {
      assertEquals(ROWS - 3_000, explored.finder().count(Filter.ALL));
      assertEquals(before - 1_000, explored.finder().count(filter("q", "red")));
    } finally {
      explored.finder().hide(Hidden.NOTHING);
    }
  }

  @Test
  void wrongFiltersAreNamed() {
    assertEquals(
        "similarity.gte: 'x' is no number",
        assertThrows(IllegalArgumentException.class, () -> filter("similarity.gte", "x"))
            .getMessage());
    assertEquals(
        "language.lte: words are equal or not; say language=en",
        assertThrows(IllegalArgumentException.class, () -> filter("language.lte", "en"))
            .getMessage());
    assertEquals(
        "sort: rows cannot be ordered by 'caption'",
        assertThrows(IllegalArgumentException.class, () -> Order.of("caption", Order.DATASET))
            .getMessage());
  }
}
