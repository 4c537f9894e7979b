package pairmill.row;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One column of a table.
///
/// @param name lower case with underscores, as in files and documents
/// @param description what it holds: unit, range, when it is null
/// @param value takes the column's value from a row; its class is that of the type
public record Column<T>(
    String name, ColumnType type, String description, Function<T, @Nullable Object> value) {

  public static <T> Column<T> text(
      String name, String description, Function<T, @Nullable Object> value) {
    return new Column<>(name, ColumnType.TEXT, description, value);
  }

  public static <T> Column<T> integer(
      String name, String description, Function<T, @Nullable Object> value) {
    return new Column<>(name, ColumnType.INT, description, value);
  }

  public static <T> Column<T> wide(
      String name, String description, Function<T, @Nullable Object> value) {
    return new Column<>(name, ColumnType.LONG, description, value);
  }

  public static <T> Column<T> real(
      String name, String description, Function<T, @Nullable Object> value) {
    return new Column<>(name, ColumnType.DOUBLE, description, value);
  }

  public static <T> Column<T> instant(
      String name, String description, Function<T, @Nullable Object> value) {
    return new Column<>(name, ColumnType.INSTANT, description, value);
  }
}
