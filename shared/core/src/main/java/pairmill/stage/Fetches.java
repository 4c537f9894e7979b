package pairmill.stage;

import java.io.IOException;
import pairmill.download.Fetch;
import pairmill.run.Run;

/// Gives what gets the pictures of a run. Safe for use by many threads.
@FunctionalInterface
public interface Fetches {
  /// What gets them; stays the giver's to close.
  ///
  /// @param name of the run
  Fetch of(String name, Run run) throws IOException;
}
