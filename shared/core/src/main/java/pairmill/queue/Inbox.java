package pairmill.queue;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Gives tasks. Two tasks of one group are never out at the same time.
public interface Inbox {
  /// The next delivery, or null when none came within `wait`.
  @Nullable Delivery receive(Duration wait) throws IOException, InterruptedException;
}
