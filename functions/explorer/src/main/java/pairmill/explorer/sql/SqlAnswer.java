package pairmill.explorer.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a statement gave.
///
/// @param rows texts, numbers, truths or null, as many as `columns`
/// @param more true when there are more rows than these
/// @param cut true when a text was too long and its end is missing
/// @param millis that it took
/// @param tables that it read
public record SqlAnswer(
    List<Column> columns,
    List<List<@Nullable Object>> rows,
    boolean more,
    boolean cut,
    long millis,
    List<String> tables) {

  /// A column.
  ///
  /// @param name like no other of the answer
  /// @param type as DuckDB names it
  public record Column(String name, String type) {}
}
