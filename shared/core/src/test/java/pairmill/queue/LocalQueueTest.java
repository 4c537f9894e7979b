package pairmill.queue;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LocalQueueTest extends GroupLaws {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final LocalQueue queue = new LocalQueue(Map.of(Task.Score.class, 2));

  @Override
  protected Inbox inbox() {
    return queue;
  }

  @Override
  protected Outbox outbox() {
    return queue;
  }

  private Delivery receive() throws InterruptedException {
    return requireNonNull(queue.receive(Duration.ZERO));
  }

  @Test
  void noMoreTasksOfAKindAreOutThanItsLimit() throws Exception {
    queue.send(List.of(new Task.Score("r", 1), new Task.Score("r", 2), new Task.Score("r", 3)));
    queue.send(List.of(new Task.Extract("r", "a"), new Task.Extract("r", "b")));
    Delivery first = receive();
    receive();
    assertEquals(new Task.Extract("r", "a"), receive().task());
    assertEquals(new Task.Extract("r", "b"), receive().task());
    assertNull(queue.receive(Duration.ZERO));
    first.failed(new IllegalArgumentException("the task"));
    assertEquals(new Task.Score("r", 3), receive().task());
    assertNull(queue.receive(Duration.ZERO));
  }

  @Test
  void aTaskThatWaitsIsNotAddedAgainButOneThatIsOutIs() throws Exception {
    Task task = new Task.Extract("r", "a");
    queue.send(List.of(task, task));
    queue.send(List.of(task));
    Delivery out = receive();
    assertNull(queue.receive(Duration.ZERO));
    queue.send(List.of(task));
    out.done();
    receive().done();
    assertTrue(queue.finished());
  }

  @Test
  void aTaskIsSetAsideWhenTheMachineFailedTooOften() throws Exception {
    Task task = new Task.Extract("r", "a");
    queue.send(List.of(task));
    IOException cause = new IOException("the machine");
    for (int attempt = 1; attempt <= LocalQueue.ATTEMPTS; attempt++) {
      assertFalse(queue.finished());
      assertEquals(List.of(), queue.dead());
      Delivery delivery = receive();
      assertEquals(attempt, delivery.attempt());
      delivery.failed(cause);
    }
    assertEquals(List.of(new LocalQueue.Dead(task, cause)), queue.dead());
    assertTrue(queue.finished());
    queue.send(List.of(task));
    assertEquals(1, receive().attempt());
  }

  @Test
  void aTaskThatIsItselfWrongIsSetAsideAtOnce() throws Exception {
    queue.send(List.of(new Task.Extract("r", "a"), new Task.Extract("r", "b")));
    Exception cause = new IllegalArgumentException("the task");
    receive().failed(cause);
    assertSame(cause, queue.dead().getFirst().cause());
    assertEquals(new Task.Extract("r", "b"), receive().task());
  }

  @Test
  void aQueueIsFinishedWhenNothingWaitsAndNothingIsOut() throws Exception {
    assertTrue(queue.finished());
    queue.send(List.of(new Task.Extract("r", "a")));
    assertFalse(queue.finished());
    Delivery out = receive();
    assertFalse(queue.finished());
    assertFalse(queue.awaitEmpty(Duration.ZERO));
    out.done();
    assertTrue(queue.finished());
    assertTrue(queue.awaitEmpty(Duration.ZERO));
  }

  @Test
  @Timeout(60)
  void stoppingEndsAllWaiting() throws Exception {
    queue.send(List.of(new Task.Plan("r"), new Task.Publish("r"), new Task.Extract("r", "a")));
    Delivery plan = receive();
    receive().done();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Delivery> receiving = threads.submit(() -> queue.receive(LONG));
      Future<Boolean> waiting = threads.submit(() -> queue.awaitEmpty(LONG));
      queue.stop();
      assertNull(receiving.get());
      assertTrue(waiting.get());
    }
    plan.done();
    assertNull(queue.receive(LONG));
  }

  @Test
  @Timeout(60)
  void waitingIsInterruptible() throws Exception {
    queue.send(List.of(new Task.Plan("r"), new Task.Publish("r")));
    receive();
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> queue.receive(LONG));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> queue.awaitEmpty(LONG));
  }
}
