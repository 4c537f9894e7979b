package pairmill.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pairmill.queue.Delivery;
import pairmill.queue.Outbox;
import pairmill.queue.Task;

class WorkerTest {
  private static final Task TASK = new Task.Download("r", 0, 0);
  private static final Task NEXT = new Task.Score("r", 0);

  private final List<String> events = new ArrayList<>();
  private final Outbox outbox = tasks -> events.add("sent " + tasks);

  private final Delivery delivery =
      new Delivery() {
        @Override
        public Task task() {
          return TASK;
        }

        @Override
        public int attempt() {
          return 1;
        }

        @Override
        public void done() {
          events.add("done");
        }

        @Override
        public void failed(Exception cause) {
          events.add("failed: " + cause.getClass().getSimpleName());
        }

        @Override
        public void released() {
          events.add(Thread.currentThread().isInterrupted() ? "interrupted" : "released");
        }
      };

  private boolean work(Stage<Task> stage) throws IOException, InterruptedException {
    return new Worker(wait -> delivery, outbox, stage).work(Duration.ZERO);
  }

  @Test
  void whatFollowsIsSentBeforeTheDeliveryIsDone() throws Exception {
    assertTrue(work(task -> List.of(NEXT)));
    assertEquals(List.of("sent " + List.of(NEXT), "done"), events);
  }

  @Test
  void nothingIsDoneWhenNothingCame() throws Exception {
    Worker worker = new Worker(wait -> null, outbox, task -> List.of());
    assertFalse(worker.work(Duration.ZERO));
    assertEquals(List.of(), events);
  }

  @Test
  void aDeliveryFailsWhenWhatFollowsCouldNotBeSent() {
    Outbox broken =
        tasks -> {
          throw new IOException("the queue");
        };
    Worker worker = new Worker(wait -> delivery, broken, task -> List.of(NEXT));
    assertThrows(IOException.class, () -> worker.work(Duration.ZERO));
    assertEquals(List.of("failed: IOException"), events);
  }

  @Test
  void aDeliveryIsReleasedWhenAnInterruptComesWrapped() {
    Stage<Task> stage =
        task -> {
          Thread.currentThread().interrupt();
          throw new UncheckedIOException(new ClosedByInterruptException());
        };
    assertThrows(InterruptedException.class, () -> work(stage));
    assertEquals(List.of("released"), events);
    assertFalse(Thread.interrupted());
  }

  @Test
  void aDeliveryIsReleasedOnAThreadThatMayStillAsk() {
    Stage<Task> stage =
        task -> {
          Thread.currentThread().interrupt();
          throw new InterruptedException();
        };
    assertThrows(InterruptedException.class, () -> work(stage));
    assertEquals(List.of("released"), events);
  }

  @Test
  void aDeliveryIsReleasedWhenSendingIsInterrupted() {
    Outbox interrupted =
        tasks -> {
          Thread.currentThread().interrupt();
          throw new IOException("the connection broke off");
        };
    Worker worker = new Worker(wait -> delivery, interrupted, task -> List.of(NEXT));
    assertThrows(InterruptedException.class, () -> worker.work(Duration.ZERO));
    assertEquals(List.of("released"), events);
  }

  @Test
  void aStageThatFailsEndsItsDeliveryAndNotTheWorker() throws Exception {
    work(task -> {
      throw new IOException("the machine");
    });
    work(task -> {
      throw new UncheckedIOException(new IOException("the machine, in a stream"));
    });
    work(task -> {
      throw new IllegalArgumentException("the task");
    });
    work(task -> {
      throw new StackOverflowError("a deep page");
    });
    assertEquals(
        List.of(
            "failed: IOException",
            "failed: IOException",
            "failed: IllegalArgumentException",
            "failed: IllegalStateException"),
        events);
  }

  @Test
  void aStageThatIsAskedToStopReleasesItsDelivery() {
    assertThrows(
        InterruptedException.class,
        () ->
            work(task -> {
              throw new InterruptedException();
            }));
    assertEquals(List.of("released"), events);
  }

  @Test
  void aFileThatWasClosedByAnInterruptIsNoFailureOfTheMachine() {
    assertThrows(
        InterruptedException.class,
        () ->
            work(task -> {
              Thread.currentThread().interrupt();
              throw new ClosedByInterruptException();
            }));
    assertFalse(Thread.interrupted());
    assertEquals(List.of("released"), events);
  }
}
