package pairmill.cli;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.stage.Progress;

/// Tells people how a run goes: on a terminal one line per stage that is drawn again and again,
/// elsewhere a line now and then, and one when a stage has ended. Safe for use by many threads.
public final class ProgressLine implements Progress, AutoCloseable {
  private static final long DRAW_MILLIS = 200;
  private static final long LOG_MILLIS = 10_000;

  private final PrintStream out;
  private final Terminal terminal;
  private final StageMeter meter;
  private final Map<StageName, String> logged = new EnumMap<>(StageName.class);
  private final CountDownLatch closing = new CountDownLatch(1);
  private int linesDrawn;

  ProgressLine(PrintStream out, Terminal terminal, StageMeter meter) {
    this.out = out;
    this.terminal = terminal;
    this.meter = meter;
  }

  /// Begins to tell.
  ///
  /// @param out where the lines go: standard error, so that standard output stays clean
  /// @param quiet true to count only and say nothing
  /// @param meter counts; not to be told anything by others
  public static ProgressLine open(PrintStream out, boolean quiet, StageMeter meter) {
    if (quiet) {
      return new ProgressLine(
          new PrintStream(PrintStream.nullOutputStream()), Terminal.NONE, meter);
    }
    ProgressLine line = new ProgressLine(out, Terminal.ofStderr(), meter);
    Thread.ofPlatform().daemon().name("progress").start(line::tellUntilClosed);
    return line;
  }

  private void tellUntilClosed() {
    long pause = terminal.interactive() ? DRAW_MILLIS : LOG_MILLIS;
    try {
      while (!closing.await(pause, TimeUnit.MILLISECONDS)) {
        tellUnlessClosed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody interrupts this thread but to end it
    }
  }

  // Nothing may be drawn over what the caller prints after the end.
  private synchronized void tellUnlessClosed() {
    if (closing.getCount() > 0) {
      tell();
    }
  }

  /// Tells how it goes now.
  synchronized void tell() {
    if (terminal.interactive()) {
      draw(meter.states());
    } else {
      log(meter.states());
    }
    out.flush();
  }

  // ESC [ n A: n lines up; ESC [ K: clear to the end of the line (ECMA-48).
  private void draw(List<StageState> states) {
    StringBuilder block = new StringBuilder();
    if (linesDrawn > 0) {
      block.append("\u001b[").append(linesDrawn).append('A');
    }
    for (StageState state : states) {
      String line = ProgressText.drawn(state, terminal.width(), terminal.color());
      block.append('\r').append(line).append("\u001b[K\n");
    }
    linesDrawn = states.size();
    out.print(block);
  }

  // A stage that waits and has nothing new to say says nothing.
  private void log(List<StageState> states) {
    for (StageState state : states) {
      String line = ProgressText.plain(state);
      if (!line.equals(logged.put(state.stage(), line))) {
        out.println(line);
      }
    }
  }

  @Override
  public void started(StageName stage) {
    meter.started(stage);
  }

  @Override
  public void finished(StageName stage) {
    meter.finished(stage);
  }

  @Override
  public void kept(StageName stage, long items) {
    meter.kept(stage, items);
  }

  @Override
  public void refused(StageName stage, Reason reason, long items) {
    meter.refused(stage, reason, items);
  }

  @Override
  public void bytes(StageName stage, long bytes) {
    meter.bytes(stage, bytes);
  }

  /// Tells how it ended, and nothing more.
  @Override
  public synchronized void close() {
    if (closing.getCount() > 0) {
      closing.countDown();
      tell();
    }
  }
}
