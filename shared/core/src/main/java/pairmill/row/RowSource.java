package pairmill.row;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Gives rows in the order in which they were written. Used by one thread.
public interface RowSource<T> extends Closeable {
  /// The next row, or null behind the last.
  @Nullable T next() throws IOException;
}
