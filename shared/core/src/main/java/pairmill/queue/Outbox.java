package pairmill.queue;

import java.io.IOException;
import java.util.List;

/// Takes tasks for others. At least once: a task may arrive twice, never not at all.
public interface Outbox {
  void send(List<Task> tasks) throws IOException;
}
