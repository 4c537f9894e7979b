package pairmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class MainTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(Writer stdout, Object... words) {
    CommandLine program = Main.commandLine();
    program.setOut(new PrintWriter(stdout, true));
    program.setErr(new PrintWriter(err, true));
    String[] arguments = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      arguments[i] = words[i].toString();
    }
    return Main.execute(program, arguments);
  }

  private void extracts(int code, String sentence, Object input) {
    assertEquals(code, execute(out, "extract", "--quiet", "--out", folder.resolve("o.tsv"), input));
    assertEquals("pairmill extract: " + sentence + "\n", err.toString());
  }

  @Test
  void linkBackIntoItsFolderIsOneSentence() throws IOException {
    Path inputs = Files.createDirectory(folder.resolve("inputs"));
    Path link = Files.createSymbolicLink(inputs.resolve("loop"), inputs);
    extracts(3, link + ": a link back to a folder in which it stands", inputs);
  }

  @Test
  void listThatNamesItselfIsWrongUse() throws IOException {
    Path list = folder.resolve("list");
    Files.writeString(list, "# inputs\n\n@" + list + "\n");
    extracts(2, list + ": a list cannot name another list: @" + list, "@" + list);
  }

  @Test
  void listInAnotherEncodingIsWrongUse() throws IOException {
    Path list = folder.resolve("list");
    Files.write(list, "/fichiers/\u00e9t\u00e9.warc\n".getBytes(StandardCharsets.ISO_8859_1));
    extracts(2, list + ": a list of inputs must be UTF-8", "@" + list);
  }

  @Test
  void addressThatIsNoneIsWrongUse() {
    extracts(2, "https://x y/a.warc: no address of the web", "https://x y/a.warc");
  }

  @Test
  void nameThatNoFileCanHaveIsWrongUse() {
    extracts(2, "a\\u0000.warc: no name of a file", "a\0.warc");
  }

  @Test
  void standardOutputThatTakesNothingIsAFailure() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    assertEquals(3, execute(full, "--version"));
    assertEquals("pairmill: standard output cannot be written\n", err.toString());
  }

  @Test
  void helpOfEveryCommandListsItsExitCodes() {
    for (Map.Entry<String, CommandLine> command : Main.commandLine().getSubcommands().entrySet()) {
      assertListsExitCodes(command.getKey(), "--help");
      for (String below : command.getValue().getSubcommands().keySet()) {
        assertListsExitCodes(command.getKey(), below, "--help");
      }
    }
  }

  private void assertListsExitCodes(Object... words) {
    out.getBuffer().setLength(0);
    assertEquals(0, execute(out, words));
    assertTrue(
        out.toString().contains("\nExit codes:\n  0   "), Arrays.toString(words) + ": " + out);
  }
}
