package pairmill.explorer.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Round numbers on an axis: 1, 2 or 5 times a power of ten apart.
final class Axis {
  private Axis() {}

  /// A number that stands on an axis.
  ///
  /// @param at percent from where the axis begins
  /// @param minor true when it goes first where room is scarce
  public record Tick(double at, String label, boolean minor) {}

  /// How far round numbers are apart when about so many fall into a span.
  static double step(double span, int about) {
    double rough = span / about;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double times = rough / power;
    // The nearest, by ratio.
    return power
        * (times < Math.sqrt(2) ? 1 : times < Math.sqrt(10) ? 2 : times < Math.sqrt(50) ? 5 : 10);
  }

  /// The multiples of a step from `low` to `high`, both included.
  static List<Double> multiples(double low, double high, double step) {
    List<Double> all = new ArrayList<>();
    // What is a hair outside is meant to be inside: edges are decimals.
    long last = (long) Math.floor(high / step + 1e-6);
    for (long i = (long) Math.ceil(low / step - 1e-6); i <= last; i++) {
      // One over a power of ten is written as it is meant: 3 / 10, not 3 * 0.1.
      all.add(step < 1 ? i / (double) Math.round(1 / step) : i * step);
    }
    return all;
  }

  /// Ticks of a scale that is even.
  static List<Tick> even(double low, double high, int about) {
    if (!(high > low)) {
      return List.of();
    }
    double step = step(high - low, about);
    List<Tick> ticks = new ArrayList<>();
    for (double value : multiples(low, high, step)) {
      boolean minor = Math.floorMod(Math.round(value / step), 2) == 1;
      ticks.add(new Tick(percent((value - low) / (high - low)), decimal(value, step), minor));
    }
    return ticks;
  }

  /// A share of 1 as percent of a box, in as many digits as are seen.
  static double percent(double share) {
    return rounded(100 * share);
  }

  /// A place in as many digits as are seen.
  static double rounded(double percent) {
    return Math.round(percent * 1_000) / 1_000.0;
  }

  /// A number in the digits of a step.
  static String decimal(double value, double step) {
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%." + Math.min(digits, 6) + "f", value);
  }

  /// A count in few characters: 500, 20 k, 1.5 M.
  static String count(double value) {
    return value >= 1e9
        ? few(value / 1e9) + " G"
        : value >= 1e6
            ? few(value / 1e6) + " M"
            : value >= 1e4 ? few(value / 1e3) + " k" : Show.count(value);
  }

  private static String few(double value) {
    return value == Math.rint(value)
        ? Show.count(value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
