package pairmill.stage;

import java.io.IOException;
import java.util.List;
import pairmill.queue.Task;

/// One step of the journey: a task comes in, work goes through ports, the next tasks come out.
///
/// A second run of a finished task changes nothing and names the same next tasks. Safe for use by
/// many threads.
@FunctionalInterface
public interface Stage<T extends Task> {
  /// Works one task off.
  ///
  /// @return the next tasks, in an order that does not matter
  /// @throws IOException when the machine failed: the task may run again
  /// @throws IllegalArgumentException when the task itself is wrong: running it again does not help
  /// @throws InterruptedException when asked to stop: nothing of the task was committed
  List<Task> run(T task) throws IOException, InterruptedException;
}
