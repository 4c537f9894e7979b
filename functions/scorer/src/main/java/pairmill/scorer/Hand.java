package pairmill.scorer;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import pairmill.queue.Delivery;
import pairmill.queue.Inbox;
import pairmill.queue.Task;

/// What one worker has in hand: an inbox that gives nothing any more when the work is to end, and
/// tells and counts how its deliveries ended.
final class Hand implements Inbox {
  private static final Logger LOG = System.getLogger("pairmill.scorer");

  private final Inbox inbox;
  private final BooleanSupplier stopping;
  private final Meters meters;
  private volatile @Nullable Held held;

  Hand(Inbox inbox, BooleanSupplier stopping, Meters meters) {
    this.inbox = inbox;
    this.stopping = stopping;
    this.meters = meters;
  }

  @Override
  public @Nullable Delivery receive(Duration wait) throws IOException, InterruptedException {
    if (stopping.getAsBoolean()) {
      return null;
    }
    Delivery delivery = inbox.receive(wait);
    if (delivery == null) {
      return null;
    }
    if (stopping.getAsBoolean()) { // it came while the last question was out
      delivery.released();
      return null;
    }
    meters.began();
    Held taken = new Held(delivery);
    held = taken;
    return taken;
  }

  /// True when a delivery is in hand that has not ended.
  boolean full() {
    Held last = held;
    return last != null && !last.ended();
  }

  /// Releases what is in hand, if anything is, whatever its worker does.
  void release() throws IOException {
    Held last = held;
    if (last != null) {
      last.released();
    }
  }

  private final class Held implements Delivery {
    private final Delivery delivery;
    private boolean ended;

    Held(Delivery delivery) {
      this.delivery = delivery;
    }

    @Override
    public Task task() {
      return delivery.task();
    }

    @Override
    public int attempt() {
      return delivery.attempt();
    }

    private synchronized boolean ended() {
      return ended;
    }

    // A worker that comes too late ends nothing: its delivery is another's by then.
    private synchronized boolean end(String outcome) {
      boolean first = !ended;
      ended = true;
      if (first) {
        meters.ended(outcome);
      }
      return first;
    }

    @Override
    public void done() throws IOException {
      if (end("done")) {
        delivery.done();
      }
    }

    @Override
    public void failed(Exception cause) throws IOException {
      if (end("failed")) {
        LOG.log(
            Level.ERROR,
            "%s, delivered %d times, failed: %s".formatted(task(), attempt(), cause.getMessage()),
            cause);
        delivery.failed(cause);
      }
    }

    @Override
    public void released() throws IOException {
      if (end("released")) {
        LOG.log(Level.WARNING, "{0} was not finished, and is left to others", task());
        delivery.released();
      }
    }
  }
}
