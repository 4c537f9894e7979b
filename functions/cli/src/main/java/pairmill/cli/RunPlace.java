package pairmill.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import pairmill.run.Run;

/// Where a run is kept, told as its user would.
public interface RunPlace {
  /// The run that is there; the place is left as it is.
  ///
  /// @return null when there is none
  @Nullable Run stored() throws IOException;

  /// Opens the place for writing, which is made if it is not there.
  ///
  /// @throws WrongUseException when it cannot be written to
  /// @throws IOException when another process works in it, where that can be told, or the machine
  ///   fails
  RunFolder open() throws IOException;
}
