package pairmill.explorer.page;

import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a page answers, in rows: the same for HTML, JSON, CSV and lines of JSON.
///
/// @param rows texts, numbers, truths, [Link]s or null, as many as `columns`
/// @param exact false where numbers are estimates, or rows are missing that belong here
/// @param total how many rows there are in all; null where that was not counted
/// @param next value of `after` for the rows that follow; null when these are the last
public record Table(
    List<Column> columns,
    List<List<@Nullable Object>> rows,
    boolean exact,
    @Nullable Long total,
    @Nullable String next) {

  /// A column.
  ///
  /// @param name as JSON, CSV and addresses say it
  /// @param label as people read it
  public record Column(String name, String label, Kind kind) {
    /// True when it is set to the right.
    public boolean isNumeric() {
      return kind != Kind.TEXT;
    }
  }

  /// How a value is shown.
  public enum Kind {
    /// Text, which may be hostile.
    TEXT,
    /// A whole number, with separators.
    COUNT,
    /// A number of few digits.
    NUMBER,
    /// A share of 1, as percent.
    SHARE
  }

  /// A value that leads to another page.
  ///
  /// @param href of this site, or an http or https address
  public record Link(Object value, String href) {
    /// The value as text.
    public String text() {
      return value.toString();
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// A value as it is shown.
  ///
  /// @param href where it leads; null for nowhere
  @TemplateData
  public record Cell(String text, @Nullable String href, boolean numeric) {
    private static Cell of(@Nullable Object value, Column column) {
      String href = value instanceof Link link && Show.leads(link) ? link.href() : null;
      return new Cell(Show.cell(value, column), href, column.isNumeric());
    }
  }

  /// The rows as they are shown: a template has little left to ask for, as there are many cells.
  public List<List<Cell>> cells() {
    List<List<Cell>> cells = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<Cell> shown = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        shown.add(Cell.of(row.get(i), columns.get(i)));
      }
      cells.add(shown);
    }
    return cells;
  }

  public static Column text(String name, String label) {
    return new Column(name, label, Kind.TEXT);
  }

  public static Column count(String name, String label) {
    return new Column(name, label, Kind.COUNT);
  }

  public static Column number(String name, String label) {
    return new Column(name, label, Kind.NUMBER);
  }

  public static Column share(String name, String label) {
    return new Column(name, label, Kind.SHARE);
  }

  /// A table that holds all there is, with exact numbers.
  public static Table of(List<Column> columns, List<List<@Nullable Object>> rows) {
    return new Table(columns, rows, true, (long) rows.size(), null);
  }

  /// One row.
  public static List<@Nullable Object> row(@Nullable Object... values) {
    return new ArrayList<@Nullable Object>(Arrays.asList(values));
  }
}
