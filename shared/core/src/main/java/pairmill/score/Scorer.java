package pairmill.score;

import java.io.IOException;
import java.util.List;
import pairmill.pair.Pair;

/// Scores samples. Safe for use by many threads.
public interface Scorer {
  /// Scores pairs that were kept so far.
  ///
  /// @param pairs as many as `jpegs`, which holds the stored picture of each at the same index
  /// @return as many in the same order
  /// @throws IOException when the device failed: the batch may run again
  List<Scored> score(List<Pair> pairs, List<byte[]> jpegs) throws IOException;

  /// Name of the model for the manifest.
  String name();
}
