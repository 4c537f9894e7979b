package pairmill.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import pairmill.models.FetchProgress;
import pairmill.models.Model;
import pairmill.models.ModelFile;

/// Tells how the fetching of models goes: on a terminal a line that is drawn again, and a line of
/// output for each file that is here.
public final class FetchLine implements FetchProgress {
  private final PrintStream err;
  private final Terminal terminal;
  private final PrintWriter out;
  private String drawn = "";

  FetchLine(PrintStream err, Terminal terminal, PrintWriter out) {
    this.err = err;
    this.terminal = terminal;
    this.out = out;
  }

  /// Begins to tell: progress to standard error, files to `out`.
  public static FetchLine open(PrintWriter out) {
    return new FetchLine(System.err, Terminal.ofStderr(), out);
  }

  @Override
  public void waits() {
    err.println("Another process fetches models into the same folder; waiting for it.");
  }

  @Override
  public void at(Model model, ModelFile file, long bytes) {
    if (!terminal.interactive()) {
      return;
    }
    Long all = file.bytes();
    String much = ProgressText.bytes((double) bytes);
    String line =
        all == null
            ? "%s/%s %s".formatted(model.name(), file.name(), much)
            : "%s/%s %d %%, %s of %s"
                .formatted(
                    model.name(),
                    file.name(),
                    100 * bytes / all,
                    much,
                    ProgressText.bytes((double) all));
    draw(line.substring(0, Math.min(line.length(), Math.max(0, terminal.width() - 1))));
  }

  // ESC [ K: clear to the end of the line (ECMA-48).
  private void draw(String line) {
    if (!line.equals(drawn)) {
      drawn = line;
      err.print("\r" + line + "\u001b[K");
      err.flush();
    }
  }

  @Override
  public void done(Model model, ModelFile file, boolean fetched) {
    clear();
    out.printf("%s/%s: %s%n", model.name(), file.name(), fetched ? "fetched" : "was here");
    out.flush();
  }

  /// Takes the drawn line away, before something else is said.
  public void clear() {
    if (!drawn.isEmpty()) {
      draw("");
      err.print("\r");
      err.flush();
    }
  }
}
