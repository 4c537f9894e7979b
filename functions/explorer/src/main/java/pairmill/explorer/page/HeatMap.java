package pairmill.explorer.page;

import java.util.ArrayList;
import java.util.List;

/// Counts in a square whose axes double from step to step, as SVG that needs no script:
/// `charts/heatmap.html` draws it. Places are percent of the box.
///
/// @param ticks the same on both axes, counted from the lower left corner
/// @param most rows of the fullest cell
public record HeatMap(List<Square> squares, List<Axis.Tick> ticks, long most) {
  // The emptiest cell is seen, and each tenfold differs from the next.
  private static final double PALEST = 0.12;

  /// A cell, half an octave wide and high.
  ///
  /// @param width,height powers of two at which it begins: 9.5 for 725 pixels
  public record Cell(double width, double height, long count, String label, String href) {}

  /// A cell in its place.
  ///
  /// @param shade 0 to 1, by the logarithm of the count
  public record Square(double x, double y, double side, double shade, Cell cell) {}

  private static final double SIDE = 0.5;

  static HeatMap of(List<Cell> cells) {
    if (cells.isEmpty()) {
      return new HeatMap(List.of(), List.of(), 0);
    }
    double low = cells.stream().mapToDouble(c -> Math.min(c.width, c.height)).min().orElse(0);
    double high =
        SIDE + cells.stream().mapToDouble(c -> Math.max(c.width, c.height)).max().orElse(1);
    double span = high - low;
    long most = cells.stream().mapToLong(Cell::count).max().orElse(1);
    List<Square> squares = new ArrayList<>();
    for (Cell cell : cells) {
      double shade = most == 1 ? 1 : Math.log((double) cell.count) / Math.log((double) most);
      squares.add(
          new Square(
              Axis.percent((cell.width - low) / span),
              Axis.percent((high - SIDE - cell.height) / span),
              Axis.percent(SIDE / span),
              Math.round(100 * (PALEST + (1 - PALEST) * shade)) / 100.0,
              cell));
    }
    List<Axis.Tick> ticks = new ArrayList<>();
    for (int power = (int) Math.ceil(low); power <= high; power++) {
      ticks.add(
          new Axis.Tick(
              Axis.percent((power - low) / span),
              Long.toString(1L << power),
              Math.floorMod(power, 2) == 1));
    }
    return new HeatMap(squares, ticks, most);
  }
}
