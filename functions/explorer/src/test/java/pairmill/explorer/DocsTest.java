package pairmill.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import pairmill.explorer.page.Section;
import picocli.CommandLine;

/// The reference says all that the program has, and no more.
final class DocsTest {
  // Tests run in their module's folder.
  private static final Path REFERENCE = Path.of("..", "..", "docs", "reference");

  @Test
  void theReferenceHasTheFlagsOfEveryCommand() throws IOException {
    String commands = Files.readString(REFERENCE.resolve("commands.md"));
    for (Map.Entry<String, CommandLine> command : Main.commandLine().getSubcommands().entrySet()) {
      if (command.getValue().getCommandSpec().usageMessage().hidden()) {
        continue;
      }
      TreeSet<String> flags = new TreeSet<>();
      for (CommandLine.Model.OptionSpec option : command.getValue().getCommandSpec().options()) {
        if (!option.versionHelp() && !option.usageHelp()) {
          flags.add(option.longestName());
        }
      }
      TreeSet<String> described = new TreeSet<>();
      section(commands, "## pairmill " + command.getKey())
          .lines()
          .filter(line -> line.startsWith("| `--"))
          .forEach(line -> described.add(line.replaceFirst("\\| `(--[a-z-]+).*", "$1")));
      assertEquals(flags, described, command.getKey());
    }
  }

  @Test
  void theReferenceHasEveryPage() throws IOException {
    String pages = section(Files.readString(REFERENCE.resolve("explorer.md")), "## Pages");
    TreeSet<String> described = new TreeSet<>();
    pages
        .lines()
        .filter(line -> line.startsWith("| `/"))
        .forEach(line -> described.add(line.replaceFirst("\\| `/([a-z]*).*", "$1")));
    TreeSet<String> sections = new TreeSet<>();
    Section.ALL.forEach(section -> sections.add(section.name()));
    sections.removeAll(described);
    assertEquals(new TreeSet<>(), sections);
  }

  private static String section(String text, String heading) {
    int start = text.indexOf(heading + "\n");
    assertEquals(true, start >= 0, heading);
    int end = text.indexOf("\n## ", start + heading.length());
    return text.substring(start, end < 0 ? text.length() : end);
  }
}
