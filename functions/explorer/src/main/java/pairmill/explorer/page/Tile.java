package pairmill.explorer.page;

import io.quarkus.qute.TemplateData;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.find.FoundRow;
import pairmill.explorer.index.RowColumn;

/// A row as a picture in a grid: its shape is kept while the picture is hidden.
///
/// @param id the row's number
/// @param caption as it is shown
/// @param width of the picture in pixels; 4 where it is not known, and 3 high
/// @param color `#rrggbb`; empty where it is not known
/// @param source where the picture is; null while it must not be loaded
/// @param gate why it is not shown although pictures are: a sentence; null when it is shown, or
///   none are
/// @param blurred true when it is shown as a blur until the visitor points at it
@TemplateData
public record Tile(
    long id,
    String caption,
    long width,
    long height,
    String color,
    @Nullable String source,
    @Nullable String gate,
    boolean blurred) {
  /// From here a picture is blurred, and so is one that nothing is known of.
  static final double BLURRED = 0.1;

  /// From here it is asked for once more.
  static final double GATED = 0.5;

  /// What a tile is made of.
  static final Set<RowColumn> COLUMNS =
      Collections.unmodifiableSet(
          EnumSet.of(
              RowColumn.CAPTION,
              RowColumn.MEAN_COLOR,
              RowColumn.WIDTH,
              RowColumn.HEIGHT,
              RowColumn.PUNSAFE,
              RowColumn.NSFW));

  private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");
  private static final int LONGEST_SIDE = 65_535;

  /// A picture in a grid.
  ///
  /// @param pictures true when the visitor asked to see pictures
  static Tile of(FoundRow row, boolean pictures) {
    return of(row, pictures, false);
  }

  /// A picture.
  ///
  /// @param reveal true when the visitor asked for this one, safe or not
  static Tile of(FoundRow row, boolean pictures, boolean reveal) {
    double punsafe = punsafe(row);
    boolean gated = punsafe >= GATED && !reveal;
    String color = row.text(RowColumn.MEAN_COLOR).toLowerCase(Locale.ROOT);
    double width = row.number(RowColumn.WIDTH);
    double height = row.number(RowColumn.HEIGHT);
    boolean known = width >= 1 && height >= 1 && width <= LONGEST_SIDE && height <= LONGEST_SIDE;
    return new Tile(
        row.id(),
        Show.text(row.text(RowColumn.CAPTION)),
        known ? (long) width : 4,
        known ? (long) height : 3,
        COLOR.matcher(color).matches() ? color : "",
        pictures && !gated ? "/images/" + row.id() + "/picture" : null,
        pictures && gated ? "Probably not safe for work (%.2f)".formatted(punsafe) : null,
        !reveal && !(punsafe < BLURRED));
  }

  // LAION-400M tells it in words.
  private static double punsafe(FoundRow row) {
    return switch (row.text(RowColumn.NSFW).toUpperCase(Locale.ROOT)) {
      case "NSFW" -> 1;
      case "UNSURE" -> Math.max(BLURRED, zero(row.number(RowColumn.PUNSAFE)));
      case "UNLIKELY" -> zero(row.number(RowColumn.PUNSAFE));
      default -> row.number(RowColumn.PUNSAFE);
    };
  }

  private static double zero(double number) {
    return Double.isNaN(number) ? 0 : number;
  }
}
