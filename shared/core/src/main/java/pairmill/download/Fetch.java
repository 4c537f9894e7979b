package pairmill.download;

import java.io.IOException;

/// Gets the picture of a planned pair, from the web or from an archive.
///
/// Blocks the calling thread, which may be virtual, until there is a result: pace, robots and
/// limits are the implementation's own. Safe for use by many threads.
public interface Fetch {
  /// Gets one picture.
  ///
  /// @throws IOException when this machine failed, not the host
  FetchResult fetch(PlannedPair pair) throws IOException, InterruptedException;
}
