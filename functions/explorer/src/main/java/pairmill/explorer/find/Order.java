package pairmill.explorer.find;

import java.util.Objects;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.SortedNumericSortField;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.index.RowColumn;

/// In which order rows come: by a column, by how well the caption fits, or as the dataset has them.
/// Rows without a value come last; those that are equal come as the dataset has them.
///
/// @param column null for the dataset's own order, or for the best fit
/// @param descending the largest first
/// @param fit by how well the caption fits
public record Order(@Nullable RowColumn column, boolean descending, boolean fit) {
  /// As the dataset has them.
  public static final Order DATASET = new Order(null, false, false);

  /// The best fit first.
  public static final Order FIT = new Order(null, true, true);

  /// Reads `aesthetic`, `-aesthetic`, `fit` or nothing.
  ///
  /// @param preset where nothing is said
  /// @throws IllegalArgumentException with a sentence, when rows have no such order
  public static Order of(String text, Order preset) {
    if (text.isBlank()) {
      return preset;
    }
    if (text.equals("fit")) {
      return FIT;
    }
    if (text.equals("dataset")) {
      return DATASET;
    }
    String name = text.startsWith("-") ? text.substring(1) : text;
    return RowColumn.named(name)
        .filter(RowColumn::isNumber)
        .map(column -> new Order(column, text.startsWith("-"), false))
        .orElseThrow(
            () -> new IllegalArgumentException("sort: rows cannot be ordered by '" + name + "'"));
  }

  /// @throws NullPointerException for an order that is by no column
  Sort sort() {
    RowColumn by = Objects.requireNonNull(column);
    boolean score = by.kind() == RowColumn.Kind.SCORE;
    Object last =
        score
            ? (Object) (descending ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
            : (Object) (descending ? Integer.MIN_VALUE : Integer.MAX_VALUE);
    SortField field =
        new SortedNumericSortField(
            by.columnName(),
            score ? SortField.Type.DOUBLE : SortField.Type.INT,
            descending,
            SortedNumericSelector.Type.MIN,
            last);
    return new Sort(field);
  }

  /// As [#of] reads it.
  @Override
  public String toString() {
    if (column == null) {
      return fit ? "fit" : "dataset";
    }
    return (descending ? "-" : "") + column.columnName();
  }
}
