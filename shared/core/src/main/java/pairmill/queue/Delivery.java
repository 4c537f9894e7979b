package pairmill.queue;

import java.io.IOException;

/// One delivery of a task. Ends in exactly one of [#done()], [#failed(Exception)] and
/// [#released()]; a worker that dies does neither, and the task is delivered again.
public interface Delivery {
  Task task();

  /// How often the task was delivered, this time included; 1 or more.
  int attempt();

  /// The task's effect stands: do not deliver it again.
  void done() throws IOException;

  /// The task failed: deliver it again, or set it aside when it failed too often.
  void failed(Exception cause) throws IOException;

  /// The task was not finished, through no fault of its own: deliver it to somebody else, at once.
  void released() throws IOException;
}
