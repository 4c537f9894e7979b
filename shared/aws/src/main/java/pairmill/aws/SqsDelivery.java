package pairmill.aws;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import pairmill.queue.Delivery;
import pairmill.queue.Task;

/// A message that is hidden from others until it ends. All requests about it are in order.
final class SqsDelivery implements Delivery {
  private static final Logger LOG = System.getLogger("pairmill.aws");

  private final SqsQueue queue;
  private final String receipt;
  private final Task task;
  private final int attempt;
  private final int hiddenSeconds;
  private @Nullable Future<?> heartbeat;
  private boolean ended;

  SqsDelivery(SqsQueue queue, String receipt, Task task, int attempt, int hiddenSeconds) {
    this.queue = queue;
    this.receipt = receipt;
    this.task = task;
    this.attempt = attempt;
    this.hiddenSeconds = hiddenSeconds;
  }

  @Override
  public Task task() {
    return task;
  }

  @Override
  public int attempt() {
    return attempt;
  }

  synchronized void heartbeat(Future<?> beats) {
    heartbeat = beats;
  }

  /// Hides the message for the whole time again. A failure is told, and the next beat tries again:
  /// should others get the task meanwhile, they do what its worker does.
  synchronized void beat() {
    if (ended) {
      return;
    }
    try {
      queue.hide(receipt, hiddenSeconds);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, () -> "%s may be delivered to others: %s".formatted(task, e));
    }
  }

  @Override
  public synchronized void done() throws IOException {
    end();
    queue.delete(receipt);
  }

  @Override
  public synchronized void failed(Exception cause) throws IOException {
    end();
    queue.hide(receipt, Backoff.seconds(attempt));
  }

  @Override
  public synchronized void released() throws IOException {
    end();
    queue.hide(receipt, 0);
  }

  private void end() {
    if (ended) {
      throw new IllegalStateException("the delivery of " + task + " ended before");
    }
    ended = true;
    if (heartbeat != null) {
      heartbeat.cancel(false);
    }
  }
}
