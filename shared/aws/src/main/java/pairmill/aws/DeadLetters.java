package pairmill.aws;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// The messages of a queue that were set aside because they failed too often.
///
/// Each is sent before it is deleted: who is stopped in between leaves it in both queues, and a
/// task that is done twice is done once.
public final class DeadLetters {
  private static final int BATCH = 10; // SQS's own
  private static final int HIDDEN_SECONDS = 60;

  // SQS looks into all its machines only when it may wait.
  private static final int WAIT_SECONDS = 1;

  private final SqsQueue dead;
  private final SqsQueue alive;

  DeadLetters(SqsClient client, String deadUrl, String aliveUrl) {
    this.dead = new SqsQueue(client, deadUrl);
    this.alive = new SqsQueue(client, aliveUrl);
  }

  /// What was done.
  ///
  /// @param sent how many messages went back
  /// @param left how many stay: the same as one that went back, so maybe that one, failed again
  public record Redriven(int sent, int left) {}

  /// Sends all back to where they come from, into the same groups.
  ///
  /// @param sent takes the body of each that was sent, which may be anything
  public Redriven redrive(Consumer<String> sent) throws IOException {
    Set<String> bodies = new HashSet<>();
    List<Message> left = new ArrayList<>();
    try {
      for (List<Message> some = receive(); !some.isEmpty(); some = receive()) {
        for (Message message : some) {
          if (bodies.add(message.body())) {
            send(message);
            dead.delete(message.receiptHandle());
            sent.accept(message.body());
          } else {
            left.add(message);
          }
        }
      }
    } finally {
      giveBack(left);
    }
    return new Redriven(bodies.size(), left.size());
  }

  /// Shows them and leaves them where they are. Of a group of a FIFO queue, those behind the first
  /// ten cannot be seen.
  ///
  /// @param seen takes the body of each
  /// @return how many were shown
  public int look(Consumer<String> seen) throws IOException {
    List<Message> all = new ArrayList<>();
    try {
      for (List<Message> some = receive(); !some.isEmpty(); some = receive()) {
        all.addAll(some);
        some.forEach(message -> seen.accept(message.body()));
      }
    } finally {
      giveBack(all);
    }
    return all.size();
  }

  private List<Message> receive() throws IOException {
    return dead.ask(
        "gave no message",
        () ->
            dead.client()
                .receiveMessage(r ->
                    r.queueUrl(dead.url())
                        .maxNumberOfMessages(BATCH)
                        .waitTimeSeconds(WAIT_SECONDS)
                        .visibilityTimeout(HIDDEN_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .messages());
  }

  // A new id: by its old one, a FIFO queue may still know it as one that it has given out.
  private void send(Message message) throws IOException {
    String group = group(message);
    alive.ask(
        "took no message",
        () ->
            alive
                .client()
                .sendMessage(s -> {
                  s.queueUrl(alive.url()).messageBody(message.body());
                  if (alive.fifo()) {
                    s.messageGroupId(group == null ? message.messageId() : group)
                        .messageDeduplicationId(UUID.randomUUID().toString());
                  }
                }));
  }

  private static @Nullable String group(Message message) {
    return message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
  }

  private void giveBack(List<Message> messages) throws IOException {
    for (Message message : messages) {
      dead.hide(message.receiptHandle(), 0);
    }
  }
}
