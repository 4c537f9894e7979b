package pairmill.explorer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;
import pairmill.explorer.find.Hidden;
import pairmill.explorer.sql.Sandbox;

/// The page around statements.
final class SqlTest {
  @TempDir private static Path work;
  private static Explored explored;
  private static Sandbox sandbox;
  private static Sql page;

  @BeforeAll
  static void open() throws IOException {
    Path file = Fixture.parquet(work.resolve("d/rows.parquet"), Fixture.scored(2_000));
    explored = Fixture.explored(work, file);
    sandbox = new Sandbox(explored);
    page = new Sql(explored, sandbox);
  }

  @AfterAll
  static void close() throws IOException {
    sandbox.close();
    explored.close();
  }

  private static Question question(String... parameters) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i], List.of(parameters[i + 1]));
    }
    return new Question("sql", List.of(), all, false);
  }

  private static RefusedException refused(String... parameters) {
    return assertThrows(RefusedException.class, () -> page.answer(question(parameters)));
  }

  @Test
  void cannedQuestionsAreAnswered() throws IOException {
    assertEquals(6, CannedSql.ALL.size());
    for (Sql.Canned canned : CannedSql.ALL) {
      Map<String, List<String>> parameters = new LinkedHashMap<>();
      for (String parameter : canned.href().substring("/sql?".length()).split("&", -1)) {
        String[] parts = parameter.split("=", 2);
        parameters.put(parts[0], List.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
      }
      parameters.putIfAbsent("domain", List.of("b.example"));
      Answer answer = page.answer(new Question("sql", List.of(), parameters, false));
      assertFalse(answer.table().rows().isEmpty(), canned.title());
      assertTrue(answer.table().exact(), canned.title());
    }
  }

  @Test
  void whatIsMissingIsAskedFor() {
    RefusedException refused = refused("sql", "SELECT $a, $b", "b", "1", "c", "2");
    assertEquals("Give a value for $a.", refused.getMessage());
    assertEquals(400, refused.status());
    assertEquals(Map.of("b", "1", "a", ""), refused.answer().data().get("fields"));
  }

  @Test
  void whatIsWrongIsSaidOnThePage() {
    RefusedException refused = refused("sql", "SELECT captio FROM rows");
    assertTrue(String.valueOf(refused.getMessage()).startsWith("Line 1, column 8: "));
    assertEquals(refused.getMessage(), refused.answer().data().get("refusal"));
    assertEquals(
        "timeout: '11' is no number from 1 to 10",
        assertThrows(
                IllegalArgumentException.class,
                () -> page.answer(question("sql", "SELECT 1", "timeout", "11")))
            .getMessage());
  }

  @Test
  void moreRowsThanThereMayBeAreNoWholeAnswer() throws IOException {
    Answer answer = page.answer(question("sql", "SELECT id FROM rows ORDER BY id"));
    assertFalse(answer.table().exact());
    assertEquals(1_000, answer.table().rows().size());
    assertEquals(new Table.Link("0", "/images/0"), answer.table().rows().getFirst().getFirst());
    assertTrue(answer.lead().startsWith("The first 1,000 rows in "), answer.lead());
  }

  @Test
  void factsThatCountWhatWasHiddenSaySo() throws IOException {
    explored.finder().hide(Hidden.NOTHING.and(List.of(1L, 2L)));
    try {
      assertEquals(
          "domains still counts 2 rows that were taken out since the index was made.",
          page.answer(question("sql", "SELECT count(*) FROM domains, rows")).extra().get("note"));
      assertEquals(
          "", page.answer(question("sql", "SELECT count(*) FROM rows")).extra().get("note"));
      assertEquals(
          "captions may hold what was taken out since the index was made, and is not answered before it is made again.",
          refused("sql", "FROM captions").getMessage());
    } finally {
      explored.finder().hide(Hidden.NOTHING);
    }
  }

  @Test
  void tablesStandOnThePage() throws IOException {
    Answer answer = page.answer(question());
    assertTrue(
        answer.data().get("known") instanceof List<?> known
            && known.toString().contains("domains"));
  }
}
