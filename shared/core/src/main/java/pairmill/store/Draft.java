package pairmill.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/// An object that is being written, as a file on this machine. Used by one thread.
public interface Draft extends Closeable {
  /// Where to write. The file exists and is empty at first.
  Path path();

  /// Makes the file the object, in one step. Called once, after the last write.
  void publish() throws IOException;

  /// Discards the file unless it was published.
  @Override
  void close() throws IOException;
}
