package pairmill.explorer.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;
import pairmill.explorer.find.Hidden;

/// Honest statements are answered as by DuckDB, and no others.
final class SandboxTest {
  private static final int ROWS = 5_000;
  private static final String SECRET = "sesame";

  @TempDir private static Path work;
  private static Explored explored;
  private static Sandbox sandbox;

  @BeforeAll
  static void open() throws IOException {
    Path file = Fixture.parquet(work.resolve("d/rows.parquet"), Fixture.scored(ROWS));
    Path removals = Files.writeString(work.resolve("removals.txt"), "d.example\n");
    explored = Fixture.without(work, removals, file);
    sandbox = new Sandbox(explored);
    Files.writeString(work.resolve("secret.csv"), "a\n" + SECRET + "\n");
  }

  @AfterAll
  static void close() throws IOException {
    sandbox.close();
    explored.close();
  }

  private static SqlAnswer ask(String sql) throws IOException {
    return sandbox.ask(sql, Map.of(), 2);
  }

  private static String refusal(String sql) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> ask(sql), sql).getMessage());
  }

  private static @Nullable Object one(String sql) throws IOException {
    return ask(sql).rows().getFirst().getFirst();
  }

  private static long number(String sql) throws IOException {
    return Long.parseLong(String.valueOf(one(sql)));
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      return files.map(Path::toString).filter(file -> !file.contains("/spill")).sorted().toList();
    }
  }

  @Test
  void hostileStatementsAreRefusedWhileHonestOnesAreAnswered() throws IOException {
    List<String> before = files();
    List<String> wrong = new ArrayList<>();
    for (Statements hostile : Statements.of("hostile.txt")) {
      String sql = hostile.sql().strip().replace("@DIR@", work.toString());
      CompletableFuture<String> refused =
          CompletableFuture.supplyAsync(() -> {
            try {
              return "answered: " + sandbox.ask(sql, Map.of(), 1).rows();
            } catch (IllegalArgumentException e) {
              return String.valueOf(e.getMessage());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      assertEquals(3, one("SELECT count(*) FROM domains"), hostile.title());
      String sentence = refused.join();
      // What a quick machine answers within its limits has done no harm.
      boolean bounded =
          hostile.title().startsWith("bounded: ") && sentence.startsWith("answered: ");
      if (!bounded && !sentence.matches("(?s)[A-Z0-9].*[.…]")) {
        wrong.add(hostile.title() + ": " + sentence.substring(0, Math.min(200, sentence.length())));
      }
      assertFalse(sentence.contains(SECRET) || sentence.contains("root:"), hostile.title());
    }
    assertEquals(List.of(), wrong);
    assertEquals(before, files());
  }

  @Test
  void honestStatementsAreAnsweredAsByDuckDb() throws IOException {
    for (Statements honest : Statements.of("honest.txt")) {
      SqlAnswer answer = ask(honest.sql());
      int columns = answer.columns().size();
      List<List<@Nullable String>> expected =
          explored
              .index()
              .database()
              .query(
                  "SELECT COLUMNS(*)::VARCHAR FROM (" + honest.sql() + "\n)",
                  row -> {
                    List<@Nullable String> cells = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                      cells.add(row.getString(i));
                    }
                    return cells;
                  });
      assertEquals(expected.size(), answer.rows().size(), honest.title());
      assertFalse(expected.isEmpty(), honest.title());
      for (int r = 0; r < expected.size(); r++) {
        for (int c = 0; c < columns; c++) {
          assertSame(expected.get(r).get(c), answer.rows().get(r).get(c), honest.title());
        }
      }
    }
  }

  private static void assertSame(@Nullable String expected, @Nullable Object value, String title) {
    if (expected != null && value instanceof Number number) {
      // Threads add up in any order: the last digits of a mean may differ.
      BigDecimal wanted = new BigDecimal(expected);
      BigDecimal off = wanted.subtract(new BigDecimal(number.toString())).abs();
      assertTrue(
          off.signum() == 0
              || (wanted.stripTrailingZeros().scale() > 0
                  && off.compareTo(wanted.abs().scaleByPowerOfTen(-12)) < 0),
          title + ": " + expected + ", " + number);
    } else {
      assertEquals(
          String.valueOf(expected).toLowerCase(java.util.Locale.ROOT),
          String.valueOf(value).toLowerCase(java.util.Locale.ROOT),
          title);
    }
  }

  @Test
  void parametersAreTextsAndNothingElse() throws IOException {
    SqlAnswer answer =
        sandbox.ask(
            "SELECT count(*) FROM rows WHERE domain = $domain AND width >= $width",
            Map.of("domain", "b.example", "width", "500", "more", "x"),
            2);
    assertEquals(
        explored
            .index()
            .database()
            .number("SELECT count(*) FROM rows WHERE domain = 'b.example' AND width >= 500"),
        Long.parseLong(String.valueOf(answer.rows().getFirst().getFirst())));
    String hostile = "' OR 1 = 1; DROP TABLE domains --";
    assertEquals(
        hostile,
        sandbox.ask("SELECT $x AS x", Map.of("x", hostile), 2).rows().getFirst().getFirst());
    MissingValueException missing =
        assertThrows(
            MissingValueException.class,
            () -> sandbox.ask("SELECT $b, $a, $a", Map.of("a", "1"), 2));
    assertEquals("Give a value for $b.", missing.getMessage());
    assertEquals(List.of("b"), missing.names());
  }

  @Test
  void answersAreBounded() throws IOException {
    SqlAnswer rows = ask("SELECT i FROM range(5000) r(i)");
    assertEquals(1_000, rows.rows().size());
    assertTrue(rows.more());
    SqlAnswer all = ask("SELECT i FROM range(1000) r(i)");
    assertEquals(1_000, all.rows().size());
    assertFalse(all.more());
    SqlAnswer text = ask("SELECT repeat('x', 50000000) AS x");
    assertEquals(10_001, String.valueOf(text.rows().getFirst().getFirst()).length());
    assertTrue(text.cut());
    assertTrue(ask("SELECT repeat('x', 20000) AS x FROM range(1000)").more());
  }

  @Test
  void wrongStatementsAreToldWhere() {
    assertEquals("Line 1, column 8: syntax error at or near \"from\".", refusal("SELECT from"));
    assertEquals(
        "Line 2, column 3: Referenced column \"captoin\" not found in FROM clause! Candidate bindings: \"caption\".",
        refusal("SELECT width,\n  captoin FROM rows")
            .replaceAll("(Candidate bindings: \"caption\").*", "$1."));
    assertEquals(
        "The statement nests too deep.",
        refusal("SELECT " + "(1+".repeat(1_500) + "1" + ")".repeat(1_500)));
    assertEquals("2 statements stand here; one is answered.", refusal("SELECT 1; SELECT 2"));
    assertEquals("One SELECT is answered, and nothing else.", refusal("DROP TABLE domains"));
    assertEquals("The function getenv is not answered here.", refusal("SELECT getenv('HOME')"));
    assertEquals("Rows of the function glob are not answered here.", refusal("FROM glob('*')"));
    String tables = refusal("FROM nowhere");
    assertTrue(tables.startsWith("There is no table nowhere here. There are: aspects, "), tables);
    assertTrue(tables.contains(", rows, ") && !tables.contains("every_row"), tables);
    assertEquals(
        "This took longer than the 2 s it may take.",
        refusal("SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000000) c"));
    assertEquals(
        "The statement has 8,001 characters; at most 8,000 are answered.",
        refusal(" ".repeat(8_001)));
  }

  @Test
  void namesOfColumnsAreUnlike() throws IOException {
    assertEquals(
        List.of("a", "a_2", "b"),
        ask("SELECT 1 AS a, 2 AS a, 3 AS b").columns().stream()
            .map(SqlAnswer.Column::name)
            .toList());
  }

  @Test
  void rowsOfTheRemovalListAreNotThere() throws IOException {
    assertEquals(0, one("SELECT count(*) FROM rows WHERE domain = 'd.example'"));
    assertEquals(0, one("SELECT count(*) FROM domains WHERE domain = 'd.example'"));
  }

  @Test
  void rowsThatWereHiddenSinceAreNotThere() throws IOException {
    long before = number("SELECT count(*) FROM rows");
    long first = number("SELECT min(id) FROM rows");
    Hidden hidden = explored.finder().hidden();
    explored.finder().hide(hidden.and(List.of(first)));
    try {
      assertEquals(before - 1, number("SELECT count(*) FROM rows"));
      assertEquals(0, one("SELECT count(*) FROM main.rows WHERE id = " + first));
      assertEquals(List.of("rows"), ask("WITH x AS (FROM rows) SELECT count(*) FROM x").tables());
    } finally {
      explored.finder().hide(hidden);
    }
    assertEquals(before, number("SELECT count(*) FROM rows"));
  }
}
