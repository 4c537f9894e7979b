package pairmill.stage;

import java.io.IOException;
import pairmill.queue.Task;
import pairmill.run.Run;

/// Gives the pairs of a run's inputs. Safe for use by many threads.
public interface PairSource {
  /// Reads an input to its end.
  ///
  /// @param task names the input
  /// @param run the task's; one that still grows does not list all its inputs
  /// @throws IOException when the machine or the sink fails
  void read(Task.Extract task, Run run, PairSink sink) throws IOException;

  /// Gives up what reading took, once all inputs are read. Reading once more takes it again.
  default void release() {}
}
