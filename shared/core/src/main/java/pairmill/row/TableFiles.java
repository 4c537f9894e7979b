package pairmill.row;

import java.io.IOException;
import java.nio.file.Path;

/// Writes and reads files of rows. Equal rows give equal bytes.
public interface TableFiles {
  /// Creates a file, replacing any before it.
  <T> RowSink<T> create(Path file, Table<T> table) throws IOException;

  /// Opens a file for reading.
  ///
  /// @throws IOException naming the file, when it is no such file or is damaged
  <T> RowSource<T> open(Path file, Table<T> table) throws IOException;
}
