package pairmill.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cells in aligned columns, two spaces apart. Cells come from outside: they are made printable and
/// cut.
public final class TextTable {
  private final int longest;
  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();

  /// A table without rows.
  ///
  /// @param longest characters that a cell may have
  /// @param alignment one letter a column: `l` for left, `r` for right
  public TextTable(int longest, String alignment) {
    this.longest = longest;
    this.right = new boolean[alignment.length()];
    for (int i = 0; i < right.length; i++) {
      right[i] = alignment.charAt(i) == 'r';
    }
  }

  /// Adds a row, one cell per column.
  public TextTable row(String... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException(
          "a row of %d cells for %d columns: %s"
              .formatted(cells.length, right.length, Arrays.toString(cells)));
    }
    rows.add(Arrays.stream(cells).map(cell -> Printable.of(cell, longest)).toList());
    return this;
  }

  /// The rows as lines, each with its line end.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < right.length; column++) {
        line.append(column == 0 ? "" : "  ").append(padded(row.get(column), column));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String padded(String cell, int column) {
    String padding = " ".repeat(width(column) - length(cell));
    return right[column] ? padding + cell : cell + padding;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
