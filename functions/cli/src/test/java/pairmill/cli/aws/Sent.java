package pairmill.cli.aws;

import java.util.ArrayList;
import java.util.List;
import pairmill.queue.Outbox;
import pairmill.queue.Task;

/// Keeps what is sent.
record Sent(List<Task> tasks) implements Outbox {
  Sent() {
    this(new ArrayList<>());
  }

  @Override
  public void send(List<Task> more) {
    tasks.addAll(more);
  }
}
