package pairmill.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/// An object's bytes in a file on this machine, for readers that need one. Not to be written to.
public interface LocalFile extends Closeable {
  Path path();

  @Override
  void close() throws IOException;
}
