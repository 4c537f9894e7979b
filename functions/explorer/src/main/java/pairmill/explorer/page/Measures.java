package pairmill.explorer.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bars in a table: `measured.html` draws one in each row.
final class Measures {
  private static final double LEAST = 0.4;

  private Measures() {}

  /// The numbers of a column, each as percent of the largest.
  static List<Double> of(Table table, int column) {
    double most = table.rows().stream().mapToDouble(row -> number(row.get(column))).max().orElse(1);
    return table.rows().stream().map(row -> percent(number(row.get(column)), most)).toList();
  }

  /// A number as percent of a whole, from 0 to 100; what is there is seen, however little it is.
  static double percent(double number, double whole) {
    return !(number > 0) || !(whole > 0) ? 0 : Math.clamp(Axis.percent(number / whole), LEAST, 100);
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }
}
