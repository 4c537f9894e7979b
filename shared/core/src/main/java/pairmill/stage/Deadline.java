package pairmill.stage;

import java.time.Instant;
import java.time.InstantSource;

/// How long a task may go on taking up work. What it does not get to is handed on as another task.
@FunctionalInterface
public interface Deadline {
  /// There is time enough.
  Deadline NONE = () -> false;

  /// True when no more work should be taken up: what is under way still ends, and has to be
  /// written. Called by many threads.
  boolean passed();

  /// A deadline at an instant, which has passed when it is reached.
  static Deadline at(InstantSource clock, Instant end) {
    return () -> !clock.instant().isBefore(end);
  }
}
