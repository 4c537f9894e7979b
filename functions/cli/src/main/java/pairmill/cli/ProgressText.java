package pairmill.cli;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import pairmill.pair.Reason;

/// The words and the bar that tell how far a stage is.
public final class ProgressText {
  private static final int BAR = 20;
  private static final int REASONS = 3;
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private ProgressText() {}

  /// A line for a terminal.
  ///
  /// @param width columns of the terminal; the line is one shorter, so that it never wraps, and
  ///   ends with the last fact that is told whole
  static String drawn(StageState state, int width, boolean color) {
    String start = "%-8s ".formatted(state.stage().label());
    String bar = bar(state);
    String line = start + bar + " " + facts(state);
    int end = start.length() + bar.length();
    int comma = line.lastIndexOf(", ", width - 1);
    String cut =
        line.length() < width
            ? line
            : line.substring(0, comma > end ? comma : Math.max(0, width - 1));
    return color && cut.length() >= end ? start + GREEN + bar + PLAIN + cut.substring(end) : cut;
  }

  /// A line for a log.
  static String plain(StageState state) {
    return state.stage().label() + ": " + facts(state);
  }

  private static String bar(StageState state) {
    double fraction = state.active() ? Math.max(0, state.fraction()) : 1;
    int full = (int) (fraction * BAR);
    return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
  }

  private static String facts(StageState state) {
    List<String> facts = new ArrayList<>();
    if (state.active() && state.fraction() >= 0) {
      facts.add("%d %%".formatted((int) (100 * state.fraction())));
    }
    if (state.active() && state.secondsLeft() >= 0) {
      facts.add(duration(state.secondsLeft()) + " left");
    }
    if (!state.active()) {
      facts.add(duration(state.seconds()));
    }
    if (state.seconds() > 0) {
      facts.add(rate(state));
    }
    facts.add(number(state.kept()) + " kept");
    if (!state.refused().isEmpty()) {
      facts.add("%s refused: %s".formatted(number(state.allRefused()), reasons(state.refused())));
    }
    return String.join(", ", facts);
  }

  private static String rate(StageState state) {
    return state.expectedBytes() > 0
        ? bytes(state.bytes() / state.seconds()) + "/s"
        : number(Math.round(state.done() / state.seconds())) + "/s";
  }

  private static String reasons(Map<Reason, Long> refused) {
    return refused.entrySet().stream()
        .sorted(comparingLong((Map.Entry<Reason, Long> e) -> e.getValue()).reversed())
        .limit(REASONS)
        .map(e -> e.getKey() + " " + number(e.getValue()))
        .collect(Collectors.joining(", "));
  }

  /// Minutes and seconds, with hours where there are any.
  static String duration(double seconds) {
    long all = Math.round(seconds);
    return all < 3_600
        ? "%d:%02d".formatted(all / 60, all % 60)
        : "%d:%02d:%02d".formatted(all / 3_600, all / 60 % 60, all % 60);
  }

  /// A size in decimal units, such as `4.2 MB`.
  public static String bytes(double bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    double value = bytes;
    while (value >= 999.95 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }

  public static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
