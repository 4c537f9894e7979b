package pairmill.row;

import java.util.List;
import java.util.function.Function;

/// The shape of a stored or published file: its columns in order, and how a row is made from cells.
///
/// @param name a noun in the plural, also the name of the Parquet message
public record Table<T>(String name, List<Column<T>> columns, Function<Cells, T> read) {
  public Table {
    columns = List.copyOf(columns);
  }
}
