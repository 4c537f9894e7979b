package pairmill.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pairmill.queue.Delivery;
import pairmill.queue.GroupLaws;
import pairmill.queue.Inbox;
import pairmill.queue.Outbox;
import pairmill.queue.Task;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsFifoTest extends GroupLaws {
  @SuppressWarnings("NullAway.Init") // set by inbox()
  private EmulatedQueue queue;

  @Override
  protected Inbox inbox() {
    queue = EmulatedQueue.open(Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
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
    Emulator.needed(SqsFifoTest.class);
  }

  @Test
  void theSameDownloadIsAddedOnce() throws Exception {
    Task task = new Task.Download("r", 1, 2);
    queue.outbox().send(List.of(task, task, new Task.Download("r", 2, 2)));
    queue.outbox().send(List.of(task));
    for (int shard = 1; shard <= 2; shard++) {
      Delivery delivery = Objects.requireNonNull(queue.inbox().receive(Duration.ofMinutes(1)));
      assertEquals(new Task.Download("r", shard, 2), delivery.task());
      delivery.done();
    }
    assertNull(queue.inbox().receive(Duration.ZERO));
  }

  @Test
  void groupsOfAnyNameAreKept() throws Exception {
    String run = "été 日本 " + "x".repeat(200);
    queue.outbox().send(List.of(new Task.Plan(run), new Task.Publish(run)));
    Delivery plan = Objects.requireNonNull(queue.inbox().receive(Duration.ofMinutes(1)));
    assertNull(queue.inbox().receive(Duration.ZERO));
    plan.done();
    Delivery publish = Objects.requireNonNull(queue.inbox().receive(Duration.ofMinutes(1)));
    assertEquals(new Task.Publish(run), publish.task());
  }
}
