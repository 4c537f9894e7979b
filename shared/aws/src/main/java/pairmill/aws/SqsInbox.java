package pairmill.aws;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import pairmill.queue.Delivery;
import pairmill.queue.Inbox;
import pairmill.queue.Task;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Tasks from a queue of SQS, one per message. Safe for use by many threads.
///
/// A message stays hidden from others while its delivery has not ended, however long that takes;
/// when its worker dies, it comes back. Tasks that failed come back after [Backoff], until the
/// queue's redrive policy sets them aside. Only a FIFO queue keeps two tasks of a group apart.
public final class SqsInbox implements Inbox, Closeable {
  private static final Logger LOG = System.getLogger("pairmill.aws");
  private static final int MAX_POLL_SECONDS = 20; // SQS's own

  private final SqsQueue queue;
  private final int hiddenSeconds;
  private final ScheduledThreadPoolExecutor heartbeats;

  /// Opens a queue, which is not asked for anything yet.
  ///
  /// @param client of the queue's region; stays the caller's
  /// @param hidden how long a message is hidden at a time, in whole seconds, 1 s to 12 h: after
  ///   that time, others get what a dead worker held
  public SqsInbox(SqsClient client, String queueUrl, Duration hidden) {
    if (hidden.toSeconds() < 1 || hidden.compareTo(Duration.ofHours(12)) > 0) {
      throw new IllegalArgumentException("messages hidden for " + hidden);
    }
    queue = new SqsQueue(client, queueUrl);
    hiddenSeconds = (int) hidden.toSeconds();
    heartbeats =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sqs-heartbeat").factory());
    heartbeats.setRemoveOnCancelPolicy(true);
  }

  /// {@inheritDoc}
  ///
  /// Waits up to a second longer, as SQS counts in seconds.
  @Override
  public @Nullable Delivery receive(Duration wait) throws IOException, InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    long left = wait.toNanos();
    while (true) {
      long seconds = Math.ceilDiv(Math.max(left, 0), TimeUnit.SECONDS.toNanos(1));
      int poll = (int) Math.min(seconds, MAX_POLL_SECONDS);
      for (Message message : SqsPoll.of(queue, poll, hiddenSeconds)) {
        Delivery delivery = delivery(message);
        if (delivery != null) {
          return delivery;
        }
      }
      left = end - System.nanoTime();
      if (left <= 0) {
        return null;
      }
    }
  }

  private @Nullable Delivery delivery(Message message) {
    int attempt = attempt(message);
    Task task;
    try {
      task = TaskJson.parse(message.body());
    } catch (IllegalArgumentException e) {
      setAside(message, attempt, e);
      return null;
    }
    SqsDelivery delivery =
        new SqsDelivery(queue, message.receiptHandle(), task, attempt, hiddenSeconds);
    long third = TimeUnit.SECONDS.toMillis(hiddenSeconds) / 3;
    delivery.heartbeat(
        heartbeats.scheduleWithFixedDelay(delivery::beat, third, third, TimeUnit.MILLISECONDS));
    return delivery;
  }

  // It stays in the queue, whose redrive policy counts it, and no worker ends because of it.
  private void setAside(Message message, int attempt, IllegalArgumentException cause) {
    LOG.log(
        Level.WARNING,
        () ->
            "[%s] message %s, delivered %d times, is left to be set aside: %s"
                .formatted(queue.url(), message.messageId(), attempt, cause.getMessage()));
    try {
      queue.hide(message.receiptHandle(), Backoff.seconds(attempt));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "it comes back late", e);
    }
  }

  private static int attempt(Message message) {
    return Backoff.attempt(
        message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
  }

  /// Keeps nothing hidden any longer: what is out comes back when its time is over.
  @Override
  public void close() {
    heartbeats.shutdownNow();
  }
}
