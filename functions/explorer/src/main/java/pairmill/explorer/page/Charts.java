package pairmill.explorer.page;

import java.util.List;
import java.util.Locale;

/// Charts as SVG that needs no script. Templates draw them. [Histogram] and [HeatMap] stand for
/// themselves.
public final class Charts {
  private static final double WIDTH = 720;
  private static final double HEIGHT = 220;

  private Charts() {}

  /// A curve through points of a logarithmic axis from 1 and shares from 0 to 1.
  ///
  /// @param path of SVG
  public record Curve(String path, double most) {}

  /// A cumulative share by rank.
  public static Curve curve(List<double[]> points) {
    if (points.isEmpty()) {
      return new Curve("", 1);
    }
    double most = Math.max(2, points.getLast()[0]);
    StringBuilder path = new StringBuilder("M0 " + HEIGHT);
    for (double[] point : points) {
      path.append(
          String.format(
              Locale.ROOT,
              "L%.1f %.1f",
              WIDTH * Math.log(point[0]) / Math.log(most),
              HEIGHT * (1 - point[1])));
    }
    return new Curve(path.toString(), most);
  }
}
