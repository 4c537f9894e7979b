package pairmill.aws;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pairmill.queue.Delivery;
import pairmill.queue.Inbox;
import pairmill.queue.Outbox;
import pairmill.queue.QueueLaws;
import pairmill.queue.Task;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsStandardTest extends QueueLaws {
  private static final Task TASK = new Task.Score("r", 1);

  @SuppressWarnings("NullAway.Init") // set by inbox()
  private EmulatedQueue queue;

  @Override
  protected Inbox inbox() {
    queue = EmulatedQueue.open(Map.of());
    return queue.inbox();
  }

  @Override
  protected Outbox outbox() {
    return queue.outbox();
  }

  @AfterEach
  void close() {
    queue.close();
  }

  @BeforeAll
  static void needsAnEmulator() {
    Emulator.needed(SqsStandardTest.class);
  }

  @Test
  void moreTasksThanABatchHoldsAllArrive() throws Exception {
    List<Task> sent =
        IntStream.range(0, 25).<Task>mapToObj(shard -> new Task.Score("r", shard)).toList();
    queue.outbox().send(sent);
    Set<Task> received = new HashSet<>();
    while (received.size() < sent.size()) {
      Delivery delivery = requireNonNull(queue.inbox().receive(Duration.ofMinutes(1)));
      received.add(delivery.task());
      delivery.done();
    }
    assertEquals(Set.copyOf(sent), received);
    assertNull(queue.inbox().receive(Duration.ZERO));
  }

  @Test
  void aTaskStaysHiddenForLongerThanItsMessageIs() throws Exception {
    queue.outbox().send(List.of(TASK));
    try (SqsInbox brief = new SqsInbox(queue.client(), queue.url(), Duration.ofSeconds(3))) {
      Delivery delivery = requireNonNull(brief.receive(Duration.ofMinutes(1)));
      assertNull(queue.inbox().receive(Duration.ofSeconds(5)));
      delivery.done();
    }
    assertNull(queue.inbox().receive(Duration.ZERO));
  }

  @Test
  void aTaskWhoseWorkerDiedComesBack() throws Exception {
    queue.outbox().send(List.of(TASK));
    SqsInbox dying = new SqsInbox(queue.client(), queue.url(), Duration.ofSeconds(1));
    requireNonNull(dying.receive(Duration.ofMinutes(1)));
    dying.close();
    Delivery again = requireNonNull(queue.inbox().receive(Duration.ofMinutes(1)));
    assertEquals(TASK, again.task());
    assertEquals(2, again.attempt());
    again.done();
  }

  @Test
  void whatFailsTooOftenAndWhatIsNoTaskAreSetAside() throws Exception {
    String dead = Emulator.newQueue(queue.client(), Map.of());
    String policy =
        "{\"deadLetterTargetArn\": \"%s\", \"maxReceiveCount\": 1}"
            .formatted(Emulator.arn(queue.client(), dead));
    queue
        .client()
        .setQueueAttributes(q ->
            q.queueUrl(queue.url()).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
    queue.client().sendMessage(m -> m.queueUrl(queue.url()).messageBody("no task"));
    queue.outbox().send(List.of(TASK));
    Delivery only = requireNonNull(queue.inbox().receive(Duration.ofMinutes(1)));
    assertEquals(TASK, only.task());
    only.failed(new IllegalArgumentException("the task"));
    assertNull(queue.inbox().receive(Duration.ofSeconds(1)));
    Set<String> bodies = new HashSet<>();
    while (bodies.size() < 2) {
      queue
          .client()
          .receiveMessage(m -> m.queueUrl(dead).maxNumberOfMessages(10).waitTimeSeconds(20))
          .messages()
          .forEach(message -> bodies.add(message.body()));
    }
    assertEquals(Set.of("no task", TaskJson.body(TASK)), bodies);
  }
}
