package pairmill.explorer.page;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bars over an axis, as SVG that needs no script: `charts/histogram.html` draws it.
///
/// Places are percent of a box, so that texts keep their size however wide the box is.
///
/// @param across ticks to the right, `up` those upwards; these are counted from the top
/// @param low where the axis to the right begins, `high` where it ends
/// @param range what is chosen; null for all
public record Histogram(
    List<Bar> bars,
    List<Axis.Tick> across,
    List<Axis.Tick> up,
    double low,
    double high,
    @Nullable Range range) {
  private static final int ACROSS = 8;
  private static final int FEW = 4;
  private static final int UP = 4;

  // However few rows there are, a bar is seen.
  private static final double LEAST = 1.5;
  private static final double LOGARITHMIC_FOOT = 0.5;

  /// What a bar is made of: from `low` to `high` on the axis, `count` high.
  ///
  /// @param label what it stands for, in words
  /// @param href where it leads; null for nowhere
  public record Bin(double low, double high, long count, String label, @Nullable String href) {}

  /// One bar; a bin without rows has a height of 0.
  ///
  /// @param left where its bin begins, of a width of `wide`
  /// @param chosen false when it lies outside of the chosen range
  public record Bar(double left, double wide, double height, boolean chosen, Bin bin) {
    private static final double GAP = 0.06;

    public double x() {
      return Axis.rounded(left + GAP * wide);
    }

    public double width() {
      return Axis.rounded(wide * (1 - 2 * GAP));
    }

    public double y() {
      return Axis.rounded(100 - height);
    }
  }

  /// A part of the axis that is chosen.
  public record Range(double x, double width) {}

  /// True when a question asks for bars that are a step higher for ten times as many rows.
  ///
  /// @throws IllegalArgumentException with a sentence, when it asks for another scale
  static boolean logarithmic(Question question) {
    String scale = question.text("scale", "linear");
    if (!scale.equals("linear") && !scale.equals("log")) {
      throw new IllegalArgumentException("scale: '" + scale + "' is neither linear nor log");
    }
    return scale.equals("log");
  }

  /// A histogram whose axis to the right is even.
  ///
  /// @param logarithmic true when ten times as many rows are one step higher
  static Histogram of(List<Bin> bins, boolean logarithmic) {
    return of(bins, logarithmic, ACROSS);
  }

  /// The same with few ticks.
  static Histogram small(List<Bin> bins) {
    return of(bins, false, FEW);
  }

  private static Histogram of(List<Bin> bins, boolean logarithmic, int about) {
    if (bins.isEmpty()) {
      return new Histogram(List.of(), List.of(), List.of(), 0, 1, null);
    }
    double low = bins.getFirst().low();
    double high = bins.getLast().high();
    return of(bins, logarithmic, Axis.even(low, high, about));
  }

  /// A histogram whose ticks to the right are given.
  static Histogram of(List<Bin> bins, boolean logarithmic, List<Axis.Tick> across) {
    double low = bins.getFirst().low();
    double high = bins.getLast().high();
    double most = Math.max(1, bins.stream().mapToLong(Bin::count).max().orElse(1));
    List<Bar> bars = new ArrayList<>();
    for (Bin bin : bins) {
      double height =
          bin.count() == 0
              ? 0
              : Math.max(LEAST, Axis.percent(height((double) bin.count(), most, logarithmic)));
      double left = (bin.low() - low) / (high - low);
      double wide = (bin.high() - bin.low()) / (high - low);
      bars.add(new Bar(Axis.percent(left), Axis.percent(wide), height, true, bin));
    }
    return new Histogram(bars, across, up(most, logarithmic), low, high, null);
  }

  private static double height(double count, double most, boolean logarithmic) {
    return logarithmic
        ? Math.log(count / LOGARITHMIC_FOOT) / Math.log(most / LOGARITHMIC_FOOT)
        : count / most;
  }

  private static List<Axis.Tick> up(double most, boolean logarithmic) {
    List<Axis.Tick> ticks = new ArrayList<>();
    if (!logarithmic) {
      double step = Math.max(1, Axis.step(most, UP));
      for (double value : Axis.multiples(0, most, step)) {
        ticks.add(new Axis.Tick(Axis.percent(1 - value / most), Axis.count(value), false));
      }
      return ticks;
    }
    for (double value = 1; value <= most; value *= 10) {
      ticks.add(
          new Axis.Tick(Axis.percent(1 - height(value, most, true)), Axis.count(value), false));
    }
    return ticks;
  }

  /// The same with a range that is chosen.
  ///
  /// @param from,to on the axis; endless where nothing is said
  Histogram with(double from, double to) {
    double first = Math.clamp(from, low, high);
    double last = Math.clamp(to, first, high);
    List<Bar> marked = new ArrayList<>();
    for (Bar bar : bars) {
      double middle = (bar.bin.low() + bar.bin.high()) / 2;
      boolean chosen = middle >= from && middle < to;
      marked.add(new Bar(bar.left, bar.wide, bar.height, chosen, bar.bin));
    }
    return new Histogram(
        marked,
        across,
        up,
        low,
        high,
        new Range(
            Axis.percent((first - low) / (high - low)),
            Axis.percent((last - first) / (high - low))));
  }
}
