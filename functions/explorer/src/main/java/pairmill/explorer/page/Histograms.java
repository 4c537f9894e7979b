package pairmill.explorer.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Filter;
import pairmill.explorer.find.Spread;
import pairmill.explorer.index.RowColumn;

/// How scores are spread, in bins and numbers of `facts/scores.sql` where these tell it.
@ApplicationScoped
public final class Histograms {
  // With more bars than that none is wide enough to be seen.
  private static final int BARS = 200;
  private static final int[] WIDTHS = {1, 2, 5};

  private final Explored explored;

  @Inject
  Histograms(Explored explored) {
    this.explored = explored;
  }

  /// A score and its histogram.
  public record Small(String name, String label, Histogram histogram) {
    /// What the score means.
    public String says() {
      return RowColumn.named(name).map(Scores::says).orElse("");
    }
  }

  /// A score in numbers; all but the counts are NaN when no row has one.
  ///
  /// @param missing rows without a score
  /// @param low 5 % of the scores are below, `high` 95 %
  /// @param exact false when `low`, `median` and `high` may be off by a bin
  public record Numbers(
      long count,
      long missing,
      double least,
      double low,
      double median,
      double mean,
      double high,
      double most,
      boolean exact) {}

  /// Rows by bin, and the same in numbers.
  record Told(SortedMap<Integer, Long> bins, Numbers numbers) {}

  /// The scores that at least one row has.
  List<RowColumn> scores() {
    return RowColumn.of(RowColumn.Kind.SCORE).stream().filter(explored.index()::has).toList();
  }

  /// Those of all scores that there are, of all rows.
  List<Small> small() throws IOException {
    List<Small> all = new ArrayList<>();
    for (RowColumn score : scores()) {
      all.add(small(score, of(Filter.ALL, score)));
    }
    return all;
  }

  /// The one of a score, whose bars lead to their rows.
  static Small small(RowColumn score, SortedMap<Integer, Long> counts) {
    String name = score.columnName();
    return new Small(
        name,
        Labels.of(score),
        Histogram.small(
            bins(
                counts,
                score,
                (low, high) ->
                    Question.address("images", name + ".gte", low, name + ".lt", high))));
  }

  /// Bins per 1.
  static int per(RowColumn score) {
    return score == RowColumn.AESTHETIC ? 10 : 100;
  }

  /// Rows of a filter by bin: N holds N / per <= score < (N + 1) / per.
  SortedMap<Integer, Long> of(Filter filter, RowColumn score) throws IOException {
    return isFact(filter) ? facts(score) : explored.finder().histogram(filter, score, per(score));
  }

  private boolean isFact(Filter filter) {
    return filter.isAll() && explored.finder().isSettled();
  }

  private SortedMap<Integer, Long> facts(RowColumn score) throws IOException {
    SortedMap<Integer, Long> bins = new TreeMap<>();
    explored
        .index()
        .database()
        .facts(
            "SELECT bin, count FROM histograms WHERE name = ?",
            List.of(score.columnName()),
            row -> Map.entry(row.getInt(1), row.getLong(2)))
        .forEach(bin -> bins.put(bin.getKey(), bin.getValue()));
    return bins;
  }

  /// Rows of a filter by bin, and in numbers.
  ///
  /// @param rows how many the filter means
  Told tell(Filter filter, RowColumn score, long rows) throws IOException {
    if (isFact(filter)) {
      return new Told(facts(score), numbers(score, rows));
    }
    Spread spread = explored.finder().spread(filter, score, per(score));
    long count = spread.count();
    boolean none = count == 0;
    return new Told(
        spread.bins(),
        new Numbers(
            count,
            rows - count,
            none ? Double.NaN : spread.least(),
            spread.quantile(0.05),
            spread.quantile(0.5),
            spread.mean(),
            spread.quantile(0.95),
            none ? Double.NaN : spread.most(),
            none));
  }

  private Numbers numbers(RowColumn score, long rows) throws IOException {
    return explored
        .index()
        .database()
        .query(
            "SELECT count, least, quantiles[1], quantiles[2], mean, quantiles[3], most FROM scores"
                + " WHERE name = ? AND count > 0",
            List.of(score.columnName()),
            row ->
                new Numbers(
                    row.getLong(1),
                    rows - row.getLong(1),
                    row.getDouble(2),
                    row.getDouble(3),
                    row.getDouble(4),
                    row.getDouble(5),
                    row.getDouble(6),
                    row.getDouble(7),
                    true))
        .stream()
        .findFirst()
        .orElseGet(() -> none(rows));
  }

  private static Numbers none(long rows) {
    double none = Double.NaN;
    return new Numbers(0, rows, none, none, none, none, none, none, true);
  }

  /// How many bins a bar holds, so that there are not too many bars: 1, 2, 5, 10 and so on.
  static int binsPerBar(SortedMap<Integer, Long> counts) {
    if (counts.isEmpty()) {
      return 1;
    }
    for (int power = 1; ; power *= 10) {
      for (int width : WIDTHS) {
        int bins = width * power;
        if (Math.floorDiv(counts.lastKey(), bins) - Math.floorDiv(counts.firstKey(), bins) < BARS) {
          return bins;
        }
      }
    }
  }

  /// Bins for a chart, the empty ones between them too.
  ///
  /// @param href where a bar leads, of its two edges
  static List<Histogram.Bin> bins(
      SortedMap<Integer, Long> counts, RowColumn score, BiFunction<String, String, String> href) {
    List<Histogram.Bin> bins = new ArrayList<>();
    if (counts.isEmpty()) {
      return bins;
    }
    int per = per(score);
    int wide = binsPerBar(counts);
    int last = Math.floorDiv(counts.lastKey(), wide) * wide;
    for (int bin = Math.floorDiv(counts.firstKey(), wide) * wide; bin <= last; bin += wide) {
      String low = edge(bin, per);
      String high = edge(bin + wide, per);
      long count =
          counts.subMap(bin, bin + wide).values().stream().mapToLong(Long::longValue).sum();
      bins.add(
          new Histogram.Bin(
              (double) bin / per,
              (double) (bin + wide) / per,
              count,
              low + " to " + high + ": " + Show.count(count),
              href.apply(low, high)));
    }
    return bins;
  }

  /// An edge as people write it: 0.29, which is read as the same number.
  static String edge(int bin, int per) {
    return BigDecimal.valueOf(bin, per > 10 ? 2 : 1).toPlainString();
  }
}
