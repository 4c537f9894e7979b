package pairmill.explorer.page;

import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.number;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.share;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Filter;
import pairmill.explorer.find.Filter.Comparison;
import pairmill.explorer.find.FoundRow;
import pairmill.explorer.find.Order;
import pairmill.explorer.index.RowColumn;

/// One score: `/scores/NAME`. The filter's conditions on other columns say which rows are counted,
/// those on the score itself which range of them is chosen.
final class Score {
  private static final int DOZEN = 12;
  private static final int THRESHOLDS = 12;
  private static final List<Table.Column> COLUMNS =
      List.of(
          number("low", "From"),
          number("high", "To below"),
          count("count", "Rows"),
          count("below", "Rows below"),
          count("at_least", "From here up"),
          share("at_least_share", "Share"));

  private final Explored explored;
  private final Counts counts;
  private final Histograms histograms;

  Score(Explored explored, Counts counts, Histograms histograms) {
    this.explored = explored;
    this.counts = counts;
    this.histograms = histograms;
  }

  /// Rows from a score upwards.
  public record Threshold(String low, long count, double share, String href) {}

  /// A row at one end.
  public record Placed(Tile tile, double score) {}

  /// A dozen rows at one end.
  ///
  /// @param href all of them in this order
  public record Gallery(String label, String href, List<Placed> rows) {}

  /// A condition on another column, and where it is taken away.
  public record Chip(String text, String without) {}

  /// What is chosen of the axis, as the form has it; empty texts where nothing is.
  ///
  /// @param toName parameter of the upper end: at most, where the address says so, else below
  /// @param rows that the whole filter means
  public record Chosen(
      String from, String to, String toName, boolean any, long rows, String images, String all) {}

  Answer answer(Question question, RowColumn score) throws IOException {
    boolean logarithmic = Histogram.logarithmic(question);
    Filter filter = question.filter();
    Images.missing(explored.index(), filter);
    Filter around = filter.without(score);
    long rows = counts.of(around);
    Histograms.Told told = histograms.tell(around, score, rows);
    Histograms.Numbers numbers = told.numbers();
    List<Histogram.Bin> bins =
        Histograms.bins(
            told.bins(), score, (low, high) -> range(question, around, score, low, high));
    Chosen chosen = chosen(question, filter, score, rows);
    String label = Labels.of(score);
    return new Answer(
            label,
            Scores.says(score),
            Table.of(COLUMNS, cells(bins, numbers.count())),
            "score",
            Map.of(),
            extra(score, rows, numbers, chosen.rows()))
        .with("name", score.columnName())
        .with("label", label)
        .with("rows", rows)
        .with("numbers", numbers)
        .with("logarithmic", logarithmic)
        .with("chosen", chosen)
        .with("step", Axis.decimal(step(told, score), step(told, score)))
        .with("hidden", around.parameters())
        .with("chips", chips(around, question))
        .with("chart", chart(bins, logarithmic, filter, score))
        .with("thresholds", thresholds(bins, numbers.count(), around, score))
        .with("galleries", galleries(question, filter, score));
  }

  private static double step(Histograms.Told told, RowColumn score) {
    return (double) Histograms.binsPerBar(told.bins()) / Histograms.per(score);
  }

  private static Map<String, @Nullable Object> extra(
      RowColumn score, long rows, Histograms.Numbers numbers, long chosen) {
    Map<String, @Nullable Object> extra = new LinkedHashMap<>();
    extra.put("score", score.columnName());
    extra.put("filter_rows", rows);
    extra.put("chosen_rows", chosen);
    extra.put("missing", numbers.missing());
    extra.put("least", Scores.known(numbers.least()));
    extra.put("p05", Scores.known(numbers.low()));
    extra.put("median", Scores.known(numbers.median()));
    extra.put("mean", Scores.known(numbers.mean()));
    extra.put("p95", Scores.known(numbers.high()));
    extra.put("most", Scores.known(numbers.most()));
    extra.put("quantiles_exact", numbers.exact());
    return extra;
  }

  /// This page with a range chosen; without one where both ends are empty.
  private static String range(
      Question question, Filter around, RowColumn score, String low, String high) {
    Map<String, List<String>> parameters = new LinkedHashMap<>(around.parameters());
    if (!low.isEmpty()) {
      parameters.put(score.columnName() + Comparison.GTE.suffix(), List.of(low));
      parameters.put(score.columnName() + Comparison.LT.suffix(), List.of(high));
    }
    if (Histogram.logarithmic(question)) {
      parameters.put("scale", List.of("log"));
    }
    return Question.address("scores/" + score.columnName(), parameters);
  }

  private Chosen chosen(Question question, Filter filter, RowColumn score, long rows)
      throws IOException {
    String name = score.columnName();
    String lte = question.text(name + ".lte", "");
    String equal = question.text(name, "");
    boolean any = !filter.equals(filter.without(score));
    boolean inclusive = !lte.isEmpty() || !equal.isEmpty();
    return new Chosen(
        question.text(name + ".gte", equal),
        question.text(name + ".lt", lte.isEmpty() ? equal : lte),
        name + (inclusive ? ".lte" : ".lt"),
        any,
        any ? counts.of(filter) : rows,
        Question.address("images", filter.parameters()),
        range(question, filter.without(score), score, "", ""));
  }

  private static Histogram chart(
      List<Histogram.Bin> bins, boolean logarithmic, Filter filter, RowColumn score) {
    double from = Double.NEGATIVE_INFINITY;
    double to = Double.POSITIVE_INFINITY;
    for (Filter.Condition condition : filter.conditions()) {
      if (condition.column() == score) {
        double value = Double.parseDouble(condition.value());
        switch (condition.comparison()) {
          case GTE -> from = Math.max(from, value);
          case LT, LTE -> to = Math.min(to, value);
          case EQ -> {
            from = Math.max(from, value);
            to = Math.min(to, value);
          }
        }
      }
    }
    Histogram chart = Histogram.of(bins, logarithmic);
    boolean any = from > Double.NEGATIVE_INFINITY || to < Double.POSITIVE_INFINITY;
    return any && !bins.isEmpty() ? chart.with(from, to) : chart;
  }

  private static List<List<@Nullable Object>> cells(List<Histogram.Bin> bins, long count) {
    List<List<@Nullable Object>> cells = new ArrayList<>();
    long below = 0;
    for (Histogram.Bin bin : bins) {
      long up = count - below;
      cells.add(row(bin.low(), bin.high(), bin.count(), below, up, (double) up / count));
      below += bin.count();
    }
    return cells;
  }

  // Round scores, each of which is the edge of a bar.
  private static List<Threshold> thresholds(
      List<Histogram.Bin> bins, long count, Filter around, RowColumn score) {
    List<Threshold> all = new ArrayList<>();
    if (bins.isEmpty()) {
      return all;
    }
    double wide = bins.getFirst().high() - bins.getFirst().low();
    double low = bins.getFirst().low();
    double high = bins.getLast().high();
    double step = Math.max(wide, Axis.step(high - low, THRESHOLDS));
    if (Math.abs(step / wide - Math.rint(step / wide)) > 0.1) {
      step *= 2; // no edge of a bar: 0.05 with bars of 0.02
    }
    for (double value : Axis.multiples(low, high - wide / 2, step)) {
      long up =
          bins.stream()
              .filter(bin -> bin.low() > value - wide / 2)
              .mapToLong(Histogram.Bin::count)
              .sum();
      String edge = Axis.decimal(value, step);
      Filter rows = around.with(score, Comparison.GTE, edge);
      all.add(
          new Threshold(
              edge, up, (double) up / count, Question.address("images", rows.parameters())));
    }
    return all;
  }

  private static List<Chip> chips(Filter around, Question question) {
    List<Chip> chips = new ArrayList<>();
    around
        .parameters()
        .forEach((name, values) -> {
          String sign =
              name.endsWith(".gte")
                  ? " ≥ "
                  : name.endsWith(".lte") ? " ≤ " : name.endsWith(".lt") ? " < " : " = ";
          String column = name.equals("q") ? "caption" : name.replaceFirst("\\.(gte|lte|lt)$", "");
          chips.add(new Chip(column + sign + String.join(", ", values), question.with(name, "")));
        });
    return chips;
  }

  // Both ends are read at once: it is reading, not finding, that takes its time.
  private List<Gallery> galleries(Question question, Filter filter, RowColumn score)
      throws IOException {
    List<Order> orders = List.of(new Order(score, true, false), new Order(score, false, false));
    List<List<Long>> ends = new ArrayList<>();
    for (Order order : orders) {
      ends.add(explored.finder().page(filter, order, "", DOZEN).ids());
    }
    Map<Long, FoundRow> found = new HashMap<>();
    List<Long> ids = ends.stream().flatMap(List::stream).distinct().toList();
    FoundRow.of(explored.index(), ids).forEach(row -> found.put(row.id(), row));
    List<Gallery> galleries = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      List<FoundRow> rows = ends.get(i).stream().map(found::get).filter(Objects::nonNull).toList();
      galleries.add(gallery(question, filter, orders.get(i), rows, score));
    }
    return galleries;
  }

  private static Gallery gallery(
      Question question, Filter filter, Order order, List<FoundRow> rows, RowColumn score) {
    List<Placed> placed = new ArrayList<>();
    for (FoundRow row : rows) {
      // Those without a score stand last in either order.
      if (!Double.isNaN(row.number(score))) {
        placed.add(new Placed(Tile.of(row, question.pictures()), row.number(score)));
      }
    }
    Map<String, List<String>> parameters = new LinkedHashMap<>(filter.parameters());
    parameters.put("sort", List.of(order.toString()));
    return new Gallery(
        order.descending() ? "Highest" : "Lowest", Question.address("images", parameters), placed);
  }
}
