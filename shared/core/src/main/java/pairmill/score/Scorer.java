package pairmill.score;

import java.io.IOException;
import java.util.List;
import pairmill.pair.Pair;

/// Scores samples, in two steps so that the device never waits: while it works on one batch, other
/// threads prepare the next.
///
/// Safe for use by many threads.
public interface Scorer {
  /// What scores, for the run's spec and the manifest.
  ScorerSpec spec();

  /// Samples in a batch at most.
  int batchSize();

  /// Decodes, crops and tokenizes: the work of one core.
  ///
  /// @param pairs as many as `jpegs`, [#batchSize] at most
  /// @param jpegs the stored picture of each pair at the same index
  Batch prepare(List<Pair> pairs, List<byte[]> jpegs) throws IOException;

  /// Samples that wait for the device. To be closed by who asked for it, scored or not.
  interface Batch extends AutoCloseable {
    /// Scores them.
    ///
    /// @param decision what becomes of each; models for survivors only are asked by it
    /// @return as many as there were pairs, in their order
    /// @throws IOException when the device failed: the batch may be scored again
    List<Scored> score(Decision decision) throws IOException;

    @Override
    void close();
  }
}
