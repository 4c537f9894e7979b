package pairmill.row;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The cells of one row that was read, by column name. A column that the file lacks reads as null.
public record Cells(Map<String, @Nullable Object> values) {
  public @Nullable String text(String column) {
    return (String) values.get(column);
  }

  public @Nullable Integer integer(String column) {
    return (Integer) values.get(column);
  }

  public @Nullable Long wide(String column) {
    return (Long) values.get(column);
  }

  public @Nullable Double real(String column) {
    return (Double) values.get(column);
  }

  public @Nullable Instant instant(String column) {
    return (Instant) values.get(column);
  }

  /// A text that must be there.
  ///
  /// @throws IllegalArgumentException when it is null
  public String required(String column) {
    return present(column, text(column));
  }

  /// A number that must be there.
  ///
  /// @throws IllegalArgumentException when it is null
  public long requiredWide(String column) {
    return present(column, wide(column));
  }

  private static <V> V present(String column, @Nullable V value) {
    if (value == null) {
      throw new IllegalArgumentException("column " + column + " is null where a value is required");
    }
    return value;
  }
}
