package pairmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pairmill.pair.Reason;
import pairmill.row.Column;
import pairmill.row.Table;
import pairmill.row.Tables;
import picocli.CommandLine;

/// The reference says all that the program has, in the program's own words.
final class DocsTest {
  // Tests run in their module's folder.
  private static final Path REFERENCE = Path.of("..", "..", "docs", "reference");

  @Test
  void everyFlagStandsInTheReference() throws IOException {
    String commands = Files.readString(REFERENCE.resolve("commands.md"));
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, CommandLine> command : commands().entrySet()) {
      String section = section(commands, "## pairmill " + command.getKey());
      for (CommandLine.Model.OptionSpec option : command.getValue().getCommandSpec().options()) {
        String described = "`%s".formatted(option.longestName());
        if (!option.versionHelp() && !option.usageHelp() && !section.contains(described)) {
          missing.add(command.getKey() + " " + option.longestName());
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void theReferenceNamesNoFlagThatIsGone() throws IOException {
    String commands = Files.readString(REFERENCE.resolve("commands.md"));
    List<String> unknown = new ArrayList<>();
    for (Map.Entry<String, CommandLine> command : commands().entrySet()) {
      section(commands, "## pairmill " + command.getKey())
          .lines()
          .filter(line -> line.startsWith("| `--"))
          .map(line -> line.replaceFirst("\\| `(--[a-z-]+).*", "$1"))
          .filter(flag -> command.getValue().getCommandSpec().findOption(flag) == null)
          .forEach(flag -> unknown.add(command.getKey() + " " + flag));
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void everyReasonStandsInTheReference() throws IOException {
    String reasons = Files.readString(REFERENCE.resolve("reasons.md"));
    List<String> missing = new ArrayList<>();
    for (Reason reason : Reason.values()) {
      String line =
          "| `%s` | %s | %s |".formatted(reason, reason.stage().label(), reason.description());
      if (!reasons.contains(line)) {
        missing.add(line);
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void everyColumnStandsInTheReference() throws IOException {
    String columns = Files.readString(REFERENCE.resolve("columns.md"));
    List<String> missing = new ArrayList<>();
    for (Table<?> table :
        List.of(Tables.ROWS, Tables.SAMPLES, Tables.pairs(64), Tables.IMAGES, Tables.SHARD)) {
      String section = section(columns, "## " + table.name());
      for (Column<?> column : table.columns()) {
        String line =
            "| `%s` | %s | %s |".formatted(column.name(), type(column), column.description());
        if (!section.contains(line)) {
          missing.add(table.name() + ": " + line);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  /// All commands, also those below others, by what one types.
  private static Map<String, CommandLine> commands() {
    Map<String, CommandLine> all = new TreeMap<>();
    Main.commandLine()
        .getSubcommands()
        .forEach((name, command) -> {
          all.put(name, command);
          command.getSubcommands().forEach((below, each) -> all.put(name + " " + below, each));
        });
    return all;
  }

  private static String type(Column<?> column) {
    return switch (column.type()) {
      case TEXT -> "text";
      case INT -> "int32";
      case LONG -> "int64";
      case DOUBLE -> "double";
      case INSTANT -> "timestamp";
    };
  }

  private static String section(String document, String heading) {
    int start = document.indexOf(heading + "\n");
    if (start < 0) {
      return "";
    }
    int end = document.indexOf("\n## ", start + 1);
    return end < 0 ? document.substring(start) : document.substring(start, end);
  }
}
