package pairmill.explorer.page;

import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.index.Database;
import pairmill.explorer.index.RowColumn;

/// What the dataset tells of people: `/privacy`, exact positions in cells of a tenth of a degree,
/// and what looks like personal data in captions.
@ApplicationScoped
public final class Privacy implements Page {
  /// A cell with fewer pictures is not shown: it could be somebody's home.
  private static final int LEAST = 5;

  private static final int SHOWN = 2_000;
  private static final int SIZE = 100;
  private static final double CELLS = 10; // in a degree
  private static final double SMALLEST_DOT = 4;

  private final Explored explored;

  @Inject
  Privacy(Explored explored) {
    this.explored = explored;
  }

  @Override
  public String name() {
    return "privacy";
  }

  @Override
  public Answer answer(Question question) throws IOException {
    int after = question.number("after", 0, 0, Integer.MAX_VALUE);
    int size = question.number("size", SIZE, 1, SHOWN);
    List<Cell> cells = cells();
    int from = Math.min(after, cells.size());
    int to = Math.min(from + size, cells.size());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    cells.subList(from, to).forEach(cell -> rows.add(row(cell.south, cell.west, cell.count)));
    Database database = explored.index().database();
    long places = database.fact("SELECT coalesce(sum(count), 0)::BIGINT FROM places");
    long all = database.fact("SELECT count(*) FROM places WHERE count >= ?", LEAST);
    return Answer.of(
            "Privacy",
            "What captions and files tell about people. Whoever is meant can be taken out.",
            new Table(
                List.of(
                    text("south", "Latitude from"),
                    text("west", "Longitude from"),
                    count("count", "Pictures")),
                rows,
                explored.finder().isSettled(),
                all,
                to < cells.size() ? Integer.toString(to) : null))
        .in("privacy")
        .with("dots", dots(cells))
        .with("shown", cells.size())
        .with("cells", all)
        .with("hasExif", explored.index().has(RowColumn.EXIF))
        .with("hasCaptions", explored.index().has(RowColumn.CAPTION))
        .with("hasFaces", explored.index().has(RowColumn.FACES))
        .also("positions", places)
        .also("personal", kinds());
  }

  /// A tenth of a degree.
  ///
  /// @param south latitude of its southern edge, `west` longitude of its western one, in degrees
  public record Cell(double south, double west, long count) {
    // Where it is on a map of 720 by 360, of which half a degree is one.
    private String place() {
      double x = 2 * (180 + west) + 1 / CELLS;
      double y = 2 * (90 - south) - 1 / CELLS;
      return "M" + Axis.rounded(x) + " " + Axis.rounded(y) + "h0";
    }
  }

  /// Cells with about the same number of pictures, as points of one path: a circle for each would
  /// make the page ten times as large.
  ///
  /// @param width of a dot; ten times as many pictures make it two wider
  public record Dots(double width, String path) {}

  // The large ones first, so that they do not cover the small.
  private static List<Dots> dots(List<Cell> cells) {
    SortedMap<Double, StringBuilder> paths = new TreeMap<>(Comparator.reverseOrder());
    for (Cell cell : cells) {
      double width = SMALLEST_DOT + Math.rint(4 * Math.log10((double) cell.count)) / 2;
      paths.computeIfAbsent(width, any -> new StringBuilder()).append(cell.place());
    }
    return paths.entrySet().stream()
        .map(path -> new Dots(path.getKey(), path.getValue().toString()))
        .toList();
  }

  private List<Cell> cells() throws IOException {
    return explored
        .index()
        .database()
        .facts(
            "SELECT south, west, count FROM places WHERE count >= ? ORDER BY count DESC, south, west LIMIT ?",
            List.of(LEAST, SHOWN),
            r -> new Cell(r.getInt(1) / CELLS, r.getInt(2) / CELLS, r.getLong(3)));
  }

  /// A kind of personal data.
  ///
  /// @param rows in which it is found
  /// @param different finds; faces in all, for faces
  /// @param samples without what tells whose they are
  public record Personal(String kind, long rows, long different, List<String> samples) {
    /// As people read it.
    public String label() {
      return switch (kind) {
        case "email" -> "E-mail addresses";
        case "phone" -> "Phone numbers";
        case "card" -> "Numbers of credit cards";
        case "iban" -> "Numbers of bank accounts (IBAN)";
        case "face" -> "Pictures with faces";
        default -> "Exact positions";
      };
    }

    /// What `different` counts.
    public String of() {
      return switch (kind) {
        case "face" -> "faces";
        case "place" -> "cells of a tenth of a degree";
        default -> "different";
      };
    }
  }

  private List<Personal> kinds() throws IOException {
    Database database = explored.index().database();
    List<Personal> kinds = new ArrayList<>();
    for (String kind : List.of("email", "phone", "card", "iban", "face", "place")) {
      if (isLookedFor(kind)) {
        List<String> samples =
            database
                .facts(
                    "SELECT id, sample FROM personal_samples WHERE kind = ? ORDER BY id, sample",
                    List.of(kind),
                    r -> Map.entry(r.getLong(1), r.getString(2)))
                .stream()
                .filter(sample -> !explored.finder().isHidden(sample.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        kinds.add(
            new Personal(
                kind,
                database.fact("SELECT rows FROM personal WHERE kind = ?", kind),
                database.fact("SELECT different FROM personal WHERE kind = ?", kind),
                samples));
      }
    }
    return kinds;
  }

  private boolean isLookedFor(String kind) {
    return explored
        .index()
        .has(
            switch (kind) {
              case "face" -> RowColumn.FACES;
              case "place" -> RowColumn.EXIF;
              default -> RowColumn.CAPTION;
            });
  }
}
