package pairmill.explorer.find;

import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.index.RowColumn;

/// Where a page ended: the value it was ordered by and the row's number, as in `0.3125_4711`.
final class Cursor {
  private Cursor() {}

  static String write(ScoreDoc row, Order order) {
    if (order.equals(Order.DATASET)) {
      return Integer.toString(row.doc);
    }
    return (row instanceof FieldDoc field ? field.fields[0] : row.score) + "_" + row.doc;
  }

  /// Null for the beginning.
  static @Nullable ScoreDoc read(String text, Order order, IndexSearcher searcher) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      int split = order.equals(Order.DATASET) ? -1 : text.indexOf('_', 1);
      int document = Integer.parseInt(text.substring(split + 1));
      if (document < 0 || document >= searcher.getIndexReader().maxDoc()) {
        throw new NumberFormatException();
      }
      if (order.equals(Order.DATASET)) {
        return new ScoreDoc(document, Float.NaN);
      }
      String value = text.substring(0, split);
      return order.column() == null
          ? new ScoreDoc(document, Float.parseFloat(value))
          : new FieldDoc(document, Float.NaN, new Object[] {number(value, order.column())});
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException("after: '" + text + "' is no place in this order", e);
    }
  }

  /// The place before all rows with a number.
  static FieldDoc before(double number, RowColumn column) {
    Object value =
        column.kind() == RowColumn.Kind.SCORE
            ? (Object) Double.valueOf(number)
            : (Object) Integer.valueOf((int) number);
    return new FieldDoc(-1, Float.NaN, new Object[] {value});
  }

  private static Object number(String text, RowColumn column) {
    return column.kind() == RowColumn.Kind.SCORE
        ? (Object) Double.valueOf(text)
        : (Object) Integer.valueOf(text);
  }
}
