package pairmill.stage;

import java.io.IOException;

/// Gives the pairs of a run's inputs. Safe for use by many threads.
public interface PairSource {
  /// Reads an input to its end.
  ///
  /// @param input its name, as `run.json` lists it
  /// @throws IOException when the machine or the sink fails
  void read(String input, PairSink sink) throws IOException;

  /// Gives up what reading took, once all inputs are read. Reading once more takes it again.
  default void release() {}
}
