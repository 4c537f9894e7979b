package pairmill.row;

import java.io.Closeable;
import java.io.IOException;

/// Takes rows in order. Used by one thread. The file is whole once `close` has returned.
public interface RowSink<T> extends Closeable {
  void write(T row) throws IOException;
}
