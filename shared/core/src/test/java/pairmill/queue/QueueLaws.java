package pairmill.queue;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every queue holds to. The port also promises [GroupLaws].
public abstract class QueueLaws {
  private Inbox inbox;
  private Outbox outbox;

  /// An empty queue's end that gives; called once per test, before [#outbox()].
  protected abstract Inbox inbox() throws IOException;

  /// The other end of the same queue.
  protected abstract Outbox outbox() throws IOException;

  @BeforeEach
  final void openQueue() throws IOException {
    inbox = inbox();
    outbox = outbox();
  }

  final Delivery next() throws IOException, InterruptedException {
    return requireNonNull(inbox.receive(Duration.ofMinutes(1)));
  }

  final void send(Task... tasks) throws IOException {
    outbox.send(List.of(tasks));
  }

  final void assertNothingComes() throws IOException, InterruptedException {
    assertNull(inbox.receive(Duration.ZERO));
  }

  @Test
  void everyTaskThatWasSentIsDelivered() throws Exception {
    List<Task> sent =
        List.of(
            new Task.Extract("r", "a"),
            new Task.Plan("r"),
            new Task.Download("r", 3, 1),
            new Task.Score("r", 3),
            new Task.Publish("r"));
    outbox.send(sent);
    Set<Task> received = new HashSet<>();
    while (received.size() < sent.size()) {
      Delivery delivery = next();
      assertEquals(1, delivery.attempt());
      received.add(delivery.task());
      delivery.done();
    }
    assertEquals(Set.copyOf(sent), received);
    assertNothingComes();
  }

  @Test
  void sendingNothingDeliversNothing() throws Exception {
    outbox.send(List.of());
    assertNothingComes();
  }

  @Test
  void aTaskThatFailedComesAgainAndCountsItsAttempts() throws Exception {
    Task task = new Task.Score("r", 1);
    outbox.send(List.of(task));
    next().failed(new IOException("the machine"));
    Delivery again = next();
    assertEquals(task, again.task());
    assertEquals(2, again.attempt());
    again.done();
    assertNothingComes();
  }

  @Test
  void aTaskThatIsReleasedComesAgainAtOnce() throws Exception {
    Task task = new Task.Score("r", 1);
    outbox.send(List.of(task));
    for (int round = 0; round < 4; round++) {
      next().released();
    }
    Delivery again = next();
    assertEquals(task, again.task());
    again.done();
    assertNothingComes();
  }

  @Test
  void aTaskMayBeSentAgainAfterItWasDone() throws Exception {
    Task task = new Task.Plan("r");
    for (int round = 0; round < 3; round++) {
      outbox.send(List.of(task));
      Delivery delivery = next();
      assertEquals(1, delivery.attempt());
      delivery.done();
    }
    assertNothingComes();
  }
}
