package pairmill.explorer.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;
import pairmill.explorer.find.Filter;
import pairmill.explorer.find.Hidden;

/// A file holds the rows that DuckDB's own WHERE gives, in their order.
final class ExportTest {
  private static final String COLUMNS =
      "url, caption, similarity, punsafe, pwatermark, aesthetic, hash";

  @TempDir private static Path work;
  private static Explored explored;
  private static Export export;

  @BeforeAll
  static void open() throws IOException {
    Path file = Fixture.parquet(work.resolve("d/rows.parquet"), Fixture.scored(9_000));
    Path removals = Files.writeString(work.resolve("removals.txt"), "d.example\n");
    explored = Fixture.without(work, removals, file);
    export = new Export(explored, new Counts(explored));
  }

  @AfterAll
  static void close() throws IOException {
    explored.close();
  }

  private static Question question(Map<String, String> parameters) {
    Map<String, List<String>> all = new TreeMap<>();
    parameters.forEach((name, value) -> all.put(name, List.of(value)));
    return new Question("export", List.of(), all, false);
  }

  private static byte[] bytes(Map<String, String> parameters, String format) throws IOException {
    Download file = requireNonNull(export.download(question(parameters), format));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.writeTo(out);
    return out.toByteArray();
  }

  private static List<String> parquet(Map<String, String> parameters) throws IOException {
    Path file = Files.write(work.resolve("out.parquet"), bytes(parameters, "parquet"));
    List<String> rows = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet read =
            statement.executeQuery(
                "SELECT to_json(r)::VARCHAR FROM (SELECT %s FROM '%s') r"
                    .formatted(COLUMNS, file))) {
      while (read.next()) {
        rows.add(read.getString(1));
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
    return rows;
  }

  private static List<String> expected(String where, List<Object> values) throws IOException {
    return explored
        .index()
        .database()
        .query(
            "SELECT to_json(r)::VARCHAR FROM (SELECT %s FROM rows WHERE %s ORDER BY id) r"
                .formatted(COLUMNS, where),
            values,
            row -> row.getString(1));
  }

  private static Map<String, String> random(Random random) {
    Map<String, String> parameters = new TreeMap<>();
    if (random.nextBoolean()) {
      parameters.put("language", List.of("en", "de", Filter.NONE).get(random.nextInt(3)));
    }
    if (random.nextBoolean()) {
      parameters.put("width.gte", Integer.toString(100 + random.nextInt(900)));
    }
    if (random.nextBoolean()) {
      parameters.put("similarity.lte", Double.toString(random.nextInt(100) / 100.0));
    }
    if (random.nextInt(4) == 0) {
      parameters.put("domain", "b.example");
    }
    return parameters;
  }

  @Test
  void parquetHasTheRowsOfTheFilter() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 12; i++) {
      Map<String, String> parameters = i == 0 ? Map.of() : random(random);
      List<Object> values = new ArrayList<>();
      String where = question(parameters).filter().sql(values);
      assertEquals(expected(where, values), parquet(parameters), parameters.toString());
    }
  }

  @Test
  void parquetHasTheRowsThatHoldAWord() throws IOException {
    List<String> rows = expected("caption LIKE 'red %' AND width >= 400", List.of());
    assertTrue(rows.size() > 100);
    assertEquals(rows, parquet(Map.of("q", "red", "width.gte", "400")));
    assertEquals(List.of(), parquet(Map.of("q", "nowhere")));
  }

  @Test
  void linesHaveTheSameRows() throws IOException {
    Map<String, String> wanted = Map.of("q", "boat", "language", "de");
    List<String> rows = expected("caption LIKE '% boat %' AND language = 'de'", List.of());
    List<String> csv = new String(bytes(wanted, "csv"), UTF_8).lines().toList();
    assertEquals(COLUMNS.replace(" ", ""), csv.getFirst());
    assertEquals(rows.size() + 1, csv.size());
    List<String> ndjson = new String(bytes(wanted, "ndjson"), UTF_8).lines().toList();
    assertEquals(rows.size(), ndjson.size());
    String url = rows.getFirst().replaceFirst(".*\"url\":\"([^\"]*)\".*", "$1");
    assertTrue(csv.get(1).startsWith(url), csv.get(1));
    assertTrue(ndjson.getFirst().startsWith("{\"url\":\"" + url), ndjson.getFirst());
  }

  @Test
  void hiddenRowsAreInNoFile() throws IOException {
    Hidden before = explored.finder().hidden();
    List<String> all = parquet(Map.of("language", "en"));
    long first =
        explored.index().database().number("SELECT min(id) FROM rows WHERE language = 'en'");
    explored.finder().hide(before.and(List.of(first)));
    try {
      assertEquals(all.subList(1, all.size()), parquet(Map.of("language", "en")));
    } finally {
      explored.finder().hide(before);
    }
  }

  @Test
  void thePageSaysHowManyAndHow() throws IOException {
    Answer answer = export.answer(question(Map.of("domain", "b.example")));
    long rows =
        explored.index().database().number("SELECT count(*) FROM rows WHERE domain = 'b.example'");
    assertEquals("%,d rows.".formatted(rows), answer.lead());
    assertEquals(
        List.of(
            "/export.parquet?domain=b.example",
            "/export.csv?domain=b.example",
            "/export.ndjson?domain=b.example"),
        answer.table().rows().stream()
            .map(row -> row.getFirst() instanceof Table.Link link ? link.href() : "")
            .toList());
    assertEquals(COLUMNS, answer.extra().get("columns"));
  }

  @Test
  void wrongFiltersAreNamed() {
    assertEquals(
        "This dataset has no column nsfw.",
        assertThrows(
                IllegalArgumentException.class,
                () -> export.download(question(Map.of("nsfw", "NSFW")), "csv"))
            .getMessage());
  }
}
