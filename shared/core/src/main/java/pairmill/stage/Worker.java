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
  /// @throws InterruptedException when asked to stop: the delivery, if there was one, was released
  public boolean work(Duration wait) throws IOException, InterruptedException {
    Delivery delivery = inbox.receive(wait);
    if (delivery == null) {
      return false;
    }
    try {
      List<Task> next = attempt(delivery);
      if (next == null) {
        return true;
      }
      send(next, delivery);
    } catch (InterruptedException e) {
      end(e, delivery::released);
      throw e;
    }
    delivery.done();
    return true;
  }

  // A delivery that nobody ends would stay hidden for as long as this process lives.
  private void send(List<Task> next, Delivery delivery) throws IOException, InterruptedException {
    try {
      outbox.send(next);
    } catch (IOException e) {
      tellInterrupt(e);
      end(e, () -> delivery.failed(e));
      throw e;
    } catch (RuntimeException e) {
      tellInterrupt(e);
      end(e, () -> delivery.failed(e));
      throw e;
    }
  }

  // A file's way to say it is that the channel was closed, a connection's that it broke off, and
  // libraries wrap either.
  private static void tellInterrupt(Exception e) throws InterruptedException {
    if (Thread.interrupted()) {
      throw (InterruptedException) new InterruptedException().initCause(e);
    }
  }

  @FunctionalInterface
  private interface End {
    void run() throws IOException;
  }

  private static void end(Exception cause, End end) {
    try {
      Thread.interrupted(); // by who asked once more meanwhile: this is to go through
      end.run();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private @Nullable List<Task> attempt(Delivery delivery) throws IOException, InterruptedException {
    try {
      return stage.run(delivery.task());
    } catch (IOException e) {
      tellInterrupt(e);
      delivery.failed(e);
    } catch (RuntimeException e) {
      tellInterrupt(e);
      delivery.failed(e instanceof UncheckedIOException ? new IOException(e) : e);
    } catch (Error e) { // whatever it was, others wait for this delivery to end
      delivery.failed(new IllegalStateException("the task ended in " + e, e));
    }
    return null;
  }
}
