package pairmill.explorer.page;

import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.share;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.index.Database;
import pairmill.explorer.index.RowColumn;

/// Which sizes pictures have: the most frequent ones, all of them on a map, how many are large
/// enough, and their shapes.
@ApplicationScoped
public final class Resolutions implements Page {
  private static final int TOP = 50;
  private static final List<Integer> SIDES = List.of(64, 128, 256, 384, 512, 768, 1024, 2048);
  private static final List<Table.Column> COLUMNS =
      List.of(
          count("rank", "Rank"),
          text("size", "Size"),
          count("width", "Width"),
          count("height", "Height"),
          count("count", "Rows"),
          share("share", "Share"));

  private final Explored explored;

  @Inject
  Resolutions(Explored explored) {
    this.explored = explored;
  }

  @Override
  public String name() {
    return "resolutions";
  }

  /// Pictures whose shorter side has at least so many pixels.
  public record Side(int pixels, long count, double share, String href) {}

  /// Pictures of about a shape.
  ///
  /// @param ratio width by height, the middle of a step of an eighth of an octave
  public record Aspect(double ratio, String shape, long count, double share) {}

  @Override
  public Answer answer(Question question) throws IOException {
    int after = question.number("after", 0, 0, Integer.MAX_VALUE);
    int size = question.number("size", TOP, 1, 1_000);
    Database database = explored.index().database();
    long known = database.fact("SELECT sum(count)::BIGINT FROM resolutions");
    List<List<@Nullable Object>> top = top(database, after, size + 1, known);
    boolean more = top.size() > size;
    long total = database.fact("SELECT count(*) FROM resolutions");
    Table table =
        new Table(
            COLUMNS,
            more ? top.subList(0, size) : top,
            explored.finder().isSettled(),
            total,
            more ? String.valueOf(top.get(size - 1).getFirst()) : null);
    List<HeatMap.Cell> cells = cells(database);
    List<Aspect> aspects = aspects(database, known);
    return Answer.of("Resolutions", lead(known, total), table)
        .in("resolutions")
        .with("known", known)
        .with("missing", explored.index().mark().rows() - known)
        .with("map", HeatMap.of(cells))
        .with("bars", Measures.of(table, 4))
        .with("logarithmic", Histogram.logarithmic(question))
        .with("chart", chart(aspects, Histogram.logarithmic(question)))
        .also("cells", cells.stream().map(Resolutions::program).toList())
        .also("aspects", aspects)
        .also("sides", sides(database, known));
  }

  private String lead(long known, long total) {
    if (known > 0) {
      return "%,d sizes of %,d pictures; the most frequent first.".formatted(total, known);
    }
    boolean none =
        !explored.index().has(RowColumn.WIDTH) || !explored.index().has(RowColumn.HEIGHT);
    return none
        ? "This dataset has no width and height."
        : "No row of this dataset has both a width and a height.";
  }

  private static List<List<@Nullable Object>> top(
      Database database, int after, int size, long known) throws IOException {
    return database.query(
        "SELECT rank, width, height, count FROM resolutions WHERE rank > ? ORDER BY rank LIMIT ?",
        List.of(after, size),
        found -> {
          long width = found.getLong(2);
          long height = found.getLong(3);
          String href =
              Question.address(
                  "images", "width", Long.toString(width), "height", Long.toString(height));
          return row(
              found.getLong(1),
              new Table.Link(width + " × " + height, href),
              width,
              height,
              found.getLong(4),
              (double) found.getLong(4) / known);
        });
  }

  private static List<HeatMap.Cell> cells(Database database) throws IOException {
    return database.facts(
        "SELECT width, height, count FROM sizes ORDER BY width, height",
        List.of(),
        found -> {
          double width = found.getDouble(1);
          double height = found.getDouble(2);
          long count = found.getLong(3);
          return new HeatMap.Cell(
              width,
              height,
              count,
              "%,d to %,d wide, %,d to %,d high: %,d"
                  .formatted(
                      first(width),
                      first(width + 0.5) - 1,
                      first(height),
                      first(height + 0.5) - 1,
                      count),
              Question.address(
                  "images",
                  "width.gte",
                  Long.toString(first(width)),
                  "width.lt",
                  Long.toString(first(width + 0.5)),
                  "height.gte",
                  Long.toString(first(height)),
                  "height.lt",
                  Long.toString(first(height + 0.5))));
        });
  }

  /// The first whole number from a power of two on.
  private static long first(double power) {
    return (long) Math.ceil(Math.pow(2, power));
  }

  private static Map<String, Long> program(HeatMap.Cell cell) {
    return new TreeMap<>(
        Map.of(
            "width_from", first(cell.width()),
            "width_below", first(cell.width() + 0.5),
            "height_from", first(cell.height()),
            "height_below", first(cell.height() + 0.5),
            "count", cell.count()));
  }

  private static List<Aspect> aspects(Database database, long known) throws IOException {
    return database.facts(
        "SELECT log2_ratio, count FROM aspects ORDER BY log2_ratio",
        List.of(),
        found -> {
          double log = found.getDouble(1);
          String shape = log < 0 ? "upright" : log > 0 ? "wide" : "square";
          long count = found.getLong(2);
          return new Aspect(Math.pow(2, log), shape, count, (double) count / known);
        });
  }

  // The axis is logarithmic: twice as wide lies as far from the square as twice as high.
  private static Histogram chart(List<Aspect> aspects, boolean logarithmic) {
    if (aspects.isEmpty()) {
      return Histogram.of(List.of(), logarithmic);
    }
    double step = 1.0 / 8;
    double first = log2(aspects.getFirst().ratio()) - step / 2;
    List<Histogram.Bin> bins = new ArrayList<>();
    for (Aspect aspect : aspects) {
      double low = log2(aspect.ratio()) - step / 2;
      while (!bins.isEmpty() && bins.getLast().high() < low - step / 2) {
        bins.add(bin(bins.getLast().high(), step, 0));
      }
      bins.add(bin(low, step, aspect.count()));
    }
    double last = bins.getLast().high();
    List<Axis.Tick> ticks = new ArrayList<>();
    for (int power = (int) Math.ceil(first); power <= last; power++) {
      String label = power < 0 ? "1:" + (1L << -power) : (1L << power) + ":1";
      ticks.add(
          new Axis.Tick(
              Axis.percent((power - first) / (last - first)), label, Math.floorMod(power, 2) == 1));
    }
    return Histogram.of(bins, logarithmic, ticks);
  }

  private static Histogram.Bin bin(double low, double step, long count) {
    String label =
        String.format(
            Locale.ROOT,
            "%.2f to %.2f as wide as high: %,d",
            Math.pow(2, low),
            Math.pow(2, low + step),
            count);
    return new Histogram.Bin(low, low + step, count, label, null);
  }

  private static double log2(double ratio) {
    return Math.log(ratio) / Math.log(2);
  }

  private static List<Side> sides(Database database, long known) throws IOException {
    List<Side> sides = new ArrayList<>();
    for (int pixels : SIDES) {
      long count =
          database.fact(
              "SELECT coalesce(sum(count), 0)::BIGINT FROM resolutions WHERE least(width, height) >= ?",
              pixels);
      String least = Integer.toString(pixels);
      sides.add(
          new Side(
              pixels,
              count,
              known == 0 ? 0 : (double) count / known,
              Question.address("images", "width.gte", least, "height.gte", least)));
    }
    return sides;
  }
}
