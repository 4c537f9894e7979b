package pairmill.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where the words about a run go.
///
/// @param interactive true when somebody watches and lines can be drawn again
/// @param width in columns
/// @param color true when colours are wanted
record Terminal(boolean interactive, int width, boolean color) {
  private static final int USUAL_WIDTH = 80;

  /// No terminal: a file or a pipe.
  static final Terminal NONE = new Terminal(false, USUAL_WIDTH, false);

  /// The terminal of this process. The JDK knows whether standard input and output are one, but not
  /// standard error: whoever starts the program says so by `-Dpairmill.stderr.terminal=true`.
  static Terminal ofStderr() {
    return of(Boolean.getBoolean("pairmill.stderr.terminal"), System.getenv());
  }

  /// A terminal, if there is one.
  ///
  /// @param environment `COLUMNS` and `NO_COLOR` are heeded, see no-color.org
  static Terminal of(boolean interactive, Map<String, String> environment) {
    if (!interactive) {
      return NONE;
    }
    @Nullable Integer columns = columns(environment.get("COLUMNS"));
    int width = columns != null ? columns : askedWidth();
    String noColor = environment.get("NO_COLOR");
    return new Terminal(true, width, noColor == null || noColor.isEmpty());
  }

  /// A number of columns out of a text; null when it is none.
  static @Nullable Integer columns(@Nullable String text) {
    return text != null && text.matches("[1-9][0-9]{0,3}") ? Integer.valueOf(text) : null;
  }

  // `stty size` answers rows and columns of the terminal that is its standard input.
  private static int askedWidth() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        String answer = new String(stty.getInputStream().readNBytes(40), StandardCharsets.US_ASCII);
        stty.waitFor(1, TimeUnit.SECONDS);
        @Nullable Integer columns = columns(answer.substring(answer.indexOf(' ') + 1).strip());
        return columns == null ? USUAL_WIDTH : columns;
      } finally {
        stty.destroy();
      }
    } catch (IOException e) {
      return USUAL_WIDTH; // no such program here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_WIDTH;
    }
  }
}
