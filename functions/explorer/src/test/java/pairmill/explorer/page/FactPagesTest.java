package pairmill.explorer.page;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;
import pairmill.explorer.index.Database;

/// Resolutions, languages and consent are what GROUP BY says of the same rows.
final class FactPagesTest {
  private static final int ROWS = 3_000;
  private static final double NEAR = 1e-9;

  // Evidence: one reading, two of one signal, the same twice, and what is no evidence.
  private static final String EVIDENCE =
      """
      SELECT * REPLACE (CASE WHEN hash % 17 > 0 THEN width END AS width),
        ['by', 'by-sa', NULL][1 + (hash % 3)::INTEGER] AS license,
        CASE hash % 8
          WHEN 0 THEN '[{"signal":"robots.txt","value":"allowed: Allow: /x (line 3)","source":"https://a.example/robots.txt","at":"x"}]'
          WHEN 1 THEN '[{"signal":"robots.txt","value":"allowed","source":"https://a.example/robots.txt"},{"signal":"tdm","value":"1","source":"javascript:alert(1)"}]'
          WHEN 2 THEN '[{"signal":"robots.txt","value":"allowed"},{"signal":"robots.txt","value":"allowed"}]'
          WHEN 3 THEN '{"signal":"robots.txt"}'
          WHEN 4 THEN '[{"signal":'
          WHEN 5 THEN '[1, null, {"value":"x"}, {"signal":{"a":[2]},"value":7}]'
          WHEN 6 THEN '[]'
        END AS consent_evidence
      FROM (ROWS)
      """;

  @TempDir private static Path work;
  private static Explored explored;
  private static Explored bare;

  @BeforeAll
  static void open() throws IOException {
    String rows = EVIDENCE.replace("ROWS", Fixture.scored(ROWS));
    explored = Fixture.explored(work, Fixture.parquet(work.resolve("d/rows.parquet"), rows));
    bare =
        Fixture.explored(
            work.resolve("bare"),
            Fixture.parquet(
                work.resolve("bare/d/rows.parquet"), "SELECT 'https://a.example/1' AS url"));
  }

  @AfterAll
  static void close() throws IOException {
    explored.close();
    bare.close();
  }

  private static Question question(String... parameters) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i], List.of(parameters[i + 1]));
    }
    return new Question("x", List.of(), all, false);
  }

  /// Rows of a table as texts.
  private static List<String> texts(List<? extends List<@Nullable Object>> rows, int... columns) {
    List<String> texts = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int column : columns) {
        cells.add(String.valueOf(row.get(column)));
      }
      texts.add(String.join(" ", cells));
    }
    return texts;
  }

  private static List<String> duckdb(String sql) throws IOException {
    return explored.index().database().query(sql, row -> row.getString(1));
  }

  @Test
  void resolutionsAreGroupsOfRowsPageByPage() throws IOException {
    List<String> told = new ArrayList<>();
    Resolutions page = new Resolutions(explored);
    String after = "0";
    while (after != null) {
      Table table = page.answer(question("after", after, "size", "700")).table();
      told.addAll(texts(table.rows(), 2, 3, 4));
      after = table.next();
    }
    assertEquals(
        duckdb(
            "SELECT concat_ws(' ', width, height, count(*)) FROM rows WHERE width > 0 AND height > 0"
                + " GROUP BY width, height ORDER BY count(*) DESC, width, height"),
        told);
    assertEquals(50, page.answer(question()).table().rows().size());
  }

  @Test
  void cellsShapesAndSidesCountTheSameRows() throws IOException {
    Answer answer = new Resolutions(explored).answer(question());
    Database database = explored.index().database();
    long known = database.number("SELECT count(*) FROM rows WHERE width > 0 AND height > 0");
    long cells = 0;
    for (Map<?, ?> one : Told.all(answer, "cells", Map.class)) {
      Map<String, Long> cell = new HashMap<>();
      one.forEach((name, value) -> cell.put((String) name, (Long) value));
      assertEquals(
          database.number(
              "SELECT count(*) FROM rows WHERE width >= ? AND width < ? AND height >= ? AND height < ?",
              cell.getOrDefault("width_from", -1L),
              cell.getOrDefault("width_below", -1L),
              cell.getOrDefault("height_from", -1L),
              cell.getOrDefault("height_below", -1L)),
          cell.get("count"));
      cells += cell.getOrDefault("count", 0L);
    }
    assertEquals(known, cells);
    long shapes = 0;
    for (Resolutions.Aspect aspect : Told.all(answer, "aspects", Resolutions.Aspect.class)) {
      shapes += aspect.count();
    }
    assertEquals(known, shapes);
    for (Resolutions.Side side : Told.all(answer, "sides", Resolutions.Side.class)) {
      assertEquals(
          database.number(
              "SELECT count(*) FROM rows WHERE width >= ? AND height >= ?",
              side.pixels(),
              side.pixels()),
          side.count());
    }
  }

  @Test
  void languagesAreGroupsOfRows() throws IOException {
    Table table = new Languages(explored, new Counts(explored)).answer(question()).table();
    assertEquals(
        duckdb(
            "SELECT coalesce(language, '(none)') || ' ' || count(*) FROM rows GROUP BY language"
                + " ORDER BY count(*) DESC, coalesce(language, '')"),
        texts(table.rows(), 0, 2));
    for (List<@Nullable Object> row : table.rows()) {
      String code = String.valueOf(row.getFirst());
      List<Double> means =
          explored
              .index()
              .database()
              .query(
                  "SELECT avg(similarity), avg(length(caption)) FROM rows WHERE coalesce(language, '(none)') = ?",
                  List.of(code),
                  found -> found.getDouble(1) + found.getDouble(2));
      assertEquals(
          means.getFirst(),
          ((Number) requireNonNull(row.get(4))).doubleValue()
              + ((Number) requireNonNull(row.get(7))).doubleValue(),
          NEAR);
    }
  }

  private static Answer consent(Explored explored, String... parameters) throws IOException {
    return new Consent(explored, new Counts(explored)).answer(question(parameters));
  }

  @Test
  void evidenceIsCountedByRows() throws IOException {
    long eighth = ROWS / 8;
    assertEquals(
        List.of("robots.txt allowed " + 3 * eighth, "tdm 1 " + eighth, "{\"a\":[2]} 7 " + eighth),
        texts(consent(explored).table().rows(), 0, 1, 2));
    assertEquals(
        List.of(
            "robots.txt allowed " + 2 * eighth,
            "robots.txt allowed: Allow: /x (line 3) " + eighth,
            "tdm 1 " + eighth,
            "{\"a\":[2]} 7 " + eighth),
        texts(consent(explored, "by", "value").table().rows(), 0, 1, 2));
    Answer sources = consent(explored, "by", "source");
    assertEquals(
        List.of(
            "robots.txt https://a.example/robots.txt " + 2 * eighth,
            "robots.txt  " + eighth,
            "tdm javascript:alert(1) " + eighth,
            "{\"a\":[2]}  " + eighth),
        texts(sources.table().rows(), 0, 1, 2));
    assertEquals(
        new Table.Link("https://a.example/robots.txt", "https://a.example/robots.txt"),
        sources.table().rows().getFirst().get(1));
    assertEquals("javascript:alert(1)", sources.table().rows().get(2).get(1));
    assertEquals(4 * eighth, sources.extra().get("rows_with_evidence"));
    assertEquals(2 * eighth, sources.extra().get("rows_unreadable"));
    assertEquals(2 * eighth, sources.extra().get("rows_without"));
  }

  @Test
  void evidenceIsReadPageByPage() throws IOException {
    Table first = consent(explored, "by", "value", "size", "3").table();
    assertEquals("3", first.next());
    assertEquals(4L, first.total());
    Table second = consent(explored, "by", "value", "size", "3", "after", "3").table();
    assertEquals(1, second.rows().size());
    assertEquals(null, second.next());
    assertEquals(true, second.exact());
  }

  @Test
  void licencesAreGroupsOfRows() throws IOException {
    assertEquals(
        List.of("(none) 1000", "by 1000", "by-sa 1000"),
        texts(consent(explored, "by", "licence").table().rows(), 0, 1));
  }

  @Test
  void whatIsMissingOrWrongIsSaid() throws IOException {
    assertEquals(
        "by: 'x' is none of said, value, source, licence",
        assertThrows(IllegalArgumentException.class, () -> consent(explored, "by", "x"))
            .getMessage());
    assertEquals(
        "after: '-1' is no number from 0 to 2,147,483,647",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Resolutions(explored).answer(question("after", "-1")))
            .getMessage());
    assertEquals(
        "This dataset has no consent_evidence: what was read about consent is not recorded in it.",
        consent(bare).lead());
    assertEquals(
        "This dataset has no license: no row says what its page linked to.",
        consent(bare, "by", "licence").data().get("lacks"));
    assertEquals(
        "This dataset has no width and height.", new Resolutions(bare).answer(question()).lead());
    assertEquals(
        "This dataset has no language: no row says in which one its caption is.",
        new Languages(bare, new Counts(bare)).answer(question()).lead());
  }
}
