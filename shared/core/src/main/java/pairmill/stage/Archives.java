package pairmill.stage;

import java.io.IOException;
import java.io.InputStream;
import pairmill.run.Run;

/// The archives of runs, wherever they are kept. Safe for use by many threads.
@FunctionalInterface
public interface Archives {
  /// Opens one for reading its stored bytes.
  ///
  /// @param run name of the run
  /// @param offset where to start, in bytes, 0 or more
  /// @throws java.nio.file.NoSuchFileException when it is not there any more
  InputStream open(String run, Run.Input input, long offset) throws IOException;
}
