package pairmill.explorer.page;

import java.util.ArrayList;
import java.util.List;

/// Charts as SVG that needs no script. Templates draw them. [Histogram] and [HeatMap] stand for
/// themselves.
public final class Charts {
  private static final int SHARE_STEP = 20;

  private Charts() {}

  /// A curve over a logarithmic axis from 1, of shares from 0 to 1, in a box of 100 by 100.
  ///
  /// @param path of SVG; empty when there is nothing to draw
  /// @param most where the axis ends
  /// @param up places from the top
  public record Curve(String path, double most, List<Axis.Tick> across, List<Axis.Tick> up) {}

  /// A cumulative share by rank.
  public static Curve curve(List<double[]> points) {
    double most = points.isEmpty() ? 2 : Math.max(2, points.getLast()[0]);
    List<Axis.Tick> across = new ArrayList<>();
    for (double rank = 1; rank <= most; rank *= 10) {
      across.add(new Axis.Tick(Axis.percent(along(rank, most)), Axis.count(rank), false));
    }
    List<Axis.Tick> up = new ArrayList<>();
    for (int share = 0; share <= 100; share += SHARE_STEP) {
      up.add(new Axis.Tick(100 - share, share + " %", false));
    }
    StringBuilder path = new StringBuilder();
    for (double[] point : points) {
      path.append(path.isEmpty() ? "M" : "L")
          .append(Axis.percent(along(point[0], most)))
          .append(' ')
          .append(Axis.percent(1 - point[1]));
    }
    return new Curve(path.toString(), most, across, up);
  }

  private static double along(double rank, double most) {
    return Math.log(rank) / Math.log(most);
  }
}
