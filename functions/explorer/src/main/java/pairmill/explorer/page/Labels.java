package pairmill.explorer.page;

import java.util.Locale;
import pairmill.explorer.index.RowColumn;

/// Names of columns as people read them.
final class Labels {
  private Labels() {}

  static String of(RowColumn column) {
    String name = column.columnName().replace('_', ' ');
    return switch (column) {
      case URL -> "Address";
      case NSFW -> "Safety tag";
      case LICENSE -> "Licence";
      default -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    };
  }
}
