package pairmill.aws;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pairmill.queue.Outbox;
import pairmill.queue.Task;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Works off the messages that Lambda calls a function with, each for itself: what `Worker` is
/// where one asks for messages.
///
/// What follows is sent before a message counts as done. One that failed is told to Lambda, which
/// leaves it in its queue, and comes back after [Backoff]; so a group of a FIFO queue waits no
/// longer than that. Only where the process dies does it wait for the queue's visibility timeout.
public final class FunctionWorker {
  private static final Logger LOG = System.getLogger("pairmill.aws");

  private final SqsQueue queue;
  private final Outbox outbox;
  private final Work work;

  /// What is done with a message.
  @FunctionalInterface
  public interface Work {
    /// Works one message off.
    ///
    /// @param body of the message, which may be anything
    /// @return the next tasks
    /// @throws IOException when the machine failed
    /// @throws IllegalArgumentException when the message is wrong; it will be set aside
    List<Task> run(String body) throws IOException, InterruptedException;
  }

  /// A worker of a function, for as long as its process lives.
  ///
  /// @param queueUrl the queue that the messages come from
  /// @param next the queue of each kind of task that may follow
  public static FunctionWorker open(
      Aws aws, String queueUrl, Map<Class<? extends Task>, String> next, Work work) {
    SqsClient client = aws.sqs();
    return new FunctionWorker(client, queueUrl, new SqsOutbox(client, next), work);
  }

  /// A worker for the messages of one queue.
  ///
  /// @param client of the queue's region; stays the caller's
  /// @param queueUrl the queue that the messages come from
  FunctionWorker(SqsClient client, String queueUrl, Outbox outbox, Work work) {
    this.queue = new SqsQueue(client, queueUrl);
    this.outbox = outbox;
    this.work = work;
  }

  /// Works an event off.
  ///
  /// @throws InterruptedException when asked to stop: no message of it counts as done
  public SqsEvent.Answer work(SqsEvent event) throws InterruptedException {
    List<SqsEvent.Failure> failures = new ArrayList<>();
    for (SqsEvent.Message message : event.messages()) {
      Throwable problem = attempt(message.body());
      if (problem != null) {
        failed(message, problem);
        failures.add(new SqsEvent.Failure(message.messageId()));
      }
    }
    return new SqsEvent.Answer(List.copyOf(failures));
  }

  private @Nullable Throwable attempt(@Nullable String body) throws InterruptedException {
    try {
      if (body == null) {
        throw new IllegalArgumentException("a message without a body");
      }
      outbox.send(work.run(body));
      return null;
    } catch (IOException | RuntimeException | Error e) {
      return e; // whatever it was, the other messages are not to be done again
    }
  }

  private void failed(SqsEvent.Message message, Throwable problem) {
    LOG.log(
        Level.ERROR,
        "message %s, delivered %d times, failed: %s: %s"
            .formatted(message.messageId(), message.attempt(), problem, message.body()),
        problem);
    if (message.receiptHandle() == null) {
      return;
    }
    try {
      queue.hide(message.receiptHandle(), Backoff.seconds(message.attempt()));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "it comes back late: " + e.getMessage());
    }
  }
}
