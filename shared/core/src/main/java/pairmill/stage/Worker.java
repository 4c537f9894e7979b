package pairmill.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.queue.Delivery;
import pairmill.queue.Inbox;
import pairmill.queue.Outbox;
import pairmill.queue.Task;

/// Takes tasks from an inbox, has a stage work them off, and sends what follows. One thread each.
///
/// The next tasks are sent before the delivery is done: a worker that dies between the two leaves a
/// task that is delivered again, finds its commit mark, and names the same next tasks.
public final class Worker {
  private final Inbox inbox;
  private final Outbox outbox;
  private final Stage<Task> stage;

  public Worker(Inbox inbox, Outbox outbox, Stage<Task> stage) {
    this.inbox = inbox;
    this.outbox = outbox;
    this.stage = stage;
  }

  /// Works off one delivery.
  ///
  /// @return false when none came within `wait`
  /// @throws IOException when the queue failed; a stage that fails ends its delivery instead
  /// @throws InterruptedException when asked to stop: the delivery, if there was one, did not end
  public boolean work(Duration wait) throws IOException, InterruptedException {
    Delivery delivery = inbox.receive(wait);
    if (delivery == null) {
      return false;
    }
    List<Task> next = attempt(delivery);
    if (next != null) {
      outbox.send(next);
      delivery.done();
    }
    return true;
  }

  private @Nullable List<Task> attempt(Delivery delivery) throws IOException, InterruptedException {
    try {
      return stage.run(delivery.task());
    } catch (IOException e) {
      if (Thread.interrupted()) {
        // a file's way to say it: the channel was closed
        throw (InterruptedException) new InterruptedException().initCause(e);
      }
      delivery.failed(e);
    } catch (UncheckedIOException e) {
      delivery.failed(new IOException(e));
    } catch (RuntimeException e) {
      delivery.failed(e);
    } catch (Error e) { // whatever it was, others wait for this delivery to end
      delivery.failed(new IllegalStateException("the task ended in " + e, e));
    }
    return null;
  }
}
