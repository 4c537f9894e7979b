package pairmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.row.Column;
import pairmill.row.ColumnType;
import pairmill.row.Table;
import pairmill.row.Tables;
import pairmill.run.RunKeys;

/// What Terraform's optional modules repeat of the code is the same as there: Athena's tables, and
/// what a task of the explorer is started with.
final class OptionsContractTest {
  private static final SourceText ATHENA = SourceText.of("infra/modules/athena/main.tf");
  private static final SourceText COLUMNS = SourceText.of("infra/modules/athena/columns.tf");
  private static final SourceText EXPLORER = SourceText.of("infra/modules/explorer/main.tf");
  private static final SourceText IMAGE = SourceText.of("functions/explorer/Dockerfile");

  private static final Map<ColumnType, String> ATHENAS =
      Map.of(
          ColumnType.TEXT, "string",
          ColumnType.INT, "int",
          ColumnType.LONG, "bigint",
          ColumnType.DOUBLE, "double",
          ColumnType.INSTANT, "timestamp");

  @Test
  void athenaKnowsTheColumnsOfPairs() {
    assertEquals(columns(Tables.pairs(1)), known("pairs"), COLUMNS.place());
  }

  @Test
  void athenaKnowsTheColumnsOfRows() {
    assertEquals(columns(Tables.ROWS), known("rows"), COLUMNS.place());
  }

  private static SortedMap<String, String> known(String table) {
    return COLUMNS.block(table + " =").pairs("(\\w+) = \"(.*)\"");
  }

  private static SortedMap<String, String> columns(Table<?> table) {
    SortedMap<String, String> columns = new TreeMap<>();
    for (Column<?> column : table.columns()) {
      columns.put(column.name(), String.valueOf(ATHENAS.get(column.type())));
    }
    return columns;
  }

  @Test
  void athenaLooksWhereRunsPut() {
    RunKeys keys = new RunKeys("${run}");
    String pairs = keys.pairs("a").replaceFirst("[^/]*$", "");
    SortedMap<String, String> folders = ATHENA.pairs("(\\w+) = \\{ below = \"([^\"]*)\"");
    SortedMap<String, String> there = new TreeMap<>();
    String runs = ATHENA.all("s3://\\$\\{var.bucket}/(runs/\\$\\$\\{run}/)\\$\\{each").first();
    folders.forEach((table, below) -> there.put(table, (runs + below).replace("$${", "${")));
    assertEquals(Map.of("pairs", pairs, "rows", keys.dataset("${split}/")), there, ATHENA.place());
  }

  @Test
  void athenaKnowsTheSplitsThatArePublished() {
    String writer = "shared/duckdb/src/main/java/pairmill/duckdb/DuckPublisher.java";
    assertEquals(
        SourceText.of(writer).block("SPLITS =").all("\"(\\w+)\""),
        ATHENA.block("rows =").block("splits =").all("\"(\\w+)\""));
  }

  @Test
  void theExplorerIsStartedByFlagsThatItHas() {
    SourceText command =
        SourceText.of("functions/explorer/src/main/java/pairmill/explorer/ExploreCommand.java");
    Set<String> flags = new TreeSet<>(EXPLORER.block("command =").all("\"(--[a-z-]+)\""));
    String told = IMAGE.all("\"explore\"(.*)").first();
    flags.addAll(new SourceText(IMAGE.place(), told).all("\"(--[a-z-]+)\""));
    flags.removeAll(command.all("names = \"(--[a-z-]+)\""));
    assertEquals(Set.of(), flags);
    String port = command.all("int PORT = ([0-9_]+)").first().replace("_", "");
    assertEquals(Set.of(port), EXPLORER.block("locals").all("port = (\\d+)"), EXPLORER.place());
    assertEquals(Set.of(port), IMAGE.all("EXPOSE (\\d+)"), IMAGE.place());
    assertEquals(
        SourceText.of("functions/explorer/src/main/java/pairmill/explorer/page/Health.java")
            .all("@Path\\(\"(.*)\"\\)"),
        EXPLORER.block("health_check").all("path = \"(.*)\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scorer", "explorer"})
  void aTaskIsTheUserThatItsImageIsMadeFor(String door) {
    assertEquals(
        SourceText.of("functions/" + door + "/Dockerfile").all("USER (\\S+)"),
        SourceText.of("infra/modules/" + door + "/main.tf").all("user = \"(.*)\""));
  }
}
