package pairmill.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pairmill.queue.Delivery;
import pairmill.queue.Inbox;
import pairmill.queue.Task;
import pairmill.stage.Progress;
import pairmill.stage.Stage;

/// How the work ends, with an inbox that gives what a test puts into it.
@Timeout(60)
class CrewTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Task NEXT = new Task.Publish("r");

  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final BlockingQueue<Integer> waiting = new LinkedBlockingQueue<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final Pulse pulse = new Pulse(InstantSource.system());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private record Fake(int shard, List<String> events) implements Delivery {
    @Override
    public Task task() {
      return new Task.Score("r", shard);
    }

    @Override
    public int attempt() {
      return 1;
    }

    @Override
    public void done() {
      events.add("done " + shard);
    }

    @Override
    public void failed(Exception cause) {
      events.add("failed " + shard);
    }

    @Override
    public void released() {
      events.add("released " + shard);
    }
  }

  private Crew crew(Inbox inbox, Stage<Task> stage) {
    Meters meters = new Meters(registry, InstantSource.system(), pulse, Progress.NONE);
    return new Crew(inbox, tasks -> events.add("sent " + tasks), stage, pulse, meters);
  }

  // Gives at once what there is: nobody waits out a poll.
  private Inbox inbox() {
    return _ -> {
      Integer shard = waiting.poll();
      return shard == null ? null : new Fake(shard, events);
    };
  }

  private double tasks(String outcome) {
    return registry.get("pairmill.tasks").tag("outcome", outcome).functionCounter().count();
  }

  private List<Task> hold(Task task) throws InterruptedException {
    begun.countDown();
    go.await();
    return List.of(NEXT);
  }

  @Test
  void whatIsInHandIsFinishedAndNothingElseTakenUp() throws Exception {
    waiting.add(1);
    Crew crew = crew(inbox(), this::hold);
    crew.start();
    begun.await();
    crew.windUp();
    waiting.add(2);
    go.countDown();
    assertTrue(crew.stop(LONG));
    assertEquals(List.of("sent [" + NEXT + "]", "done 1"), events);
    assertEquals(List.of(2), List.copyOf(waiting));
    assertEquals(1, tasks("done"));
    assertEquals(0, registry.get("pairmill.tasks.in.flight").gauge().value());
    assertTrue(registry.get("pairmill.last.task.timestamp.seconds").gauge().value() > 1e9);
  }

  @Test
  void whatIsNotFinishedInTimeIsInterruptedAndReleased() throws Exception {
    waiting.add(1);
    Crew crew = crew(inbox(), this::hold);
    crew.start();
    begun.await();
    assertFalse(crew.stop(SHORT));
    crew.await(); // without an interrupt, it would never end
    assertEquals(List.of("released 1"), events);
    assertEquals(1, tasks("released"));
  }

  @Test
  void whatHearsNoInterruptIsReleasedAndEndsNothingLater() throws Exception {
    waiting.add(1);
    Crew crew =
        crew(
            inbox(),
            _ -> {
              begun.countDown();
              boolean free = false;
              while (!free) {
                try {
                  go.await();
                  free = true;
                } catch (InterruptedException _) {
                  events.add("interrupted");
                }
              }
              return List.of();
            });
    crew.start();
    begun.await();
    assertFalse(crew.stop(SHORT));
    assertEquals(List.of("interrupted", "released 1"), events);
    go.countDown();
    crew.await();
    assertEquals(List.of("interrupted", "released 1", "sent []"), events);
  }

  @Test
  void whatCameWhileItWasAskedToStopIsReleasedUnbegun() throws Exception {
    Crew crew =
        crew(
            _ -> {
              begun.countDown();
              try {
                go.await();
              } catch (InterruptedException e) {
                throw new AssertionError("a question must not be interrupted", e);
              }
              return new Fake(1, events);
            },
            _ -> {
              throw new AssertionError("begun");
            });
    crew.start();
    begun.await();
    crew.windUp();
    go.countDown();
    assertTrue(crew.stop(LONG));
    assertTrue(events.contains("released 1"), events.toString());
    assertFalse(events.contains("failed 1"), events.toString());
  }

  @Test
  void aQueueThatFailsMakesItUnreadyUntilItAnswers() throws Exception {
    CountDownLatch failed = new CountDownLatch(Crew.WORKERS);
    CountDownLatch answered = new CountDownLatch(Crew.WORKERS);
    CountDownLatch repaired = new CountDownLatch(1);
    Crew crew =
        crew(
            _ -> {
              if (failed.getCount() > 0) {
                failed.countDown();
                throw new IOException("no queue");
              }
              repaired.await();
              answered.countDown();
              return null;
            },
            _ -> List.of());
    assertFalse(pulse.ready());
    crew.start();
    failed.await();
    assertFalse(pulse.ready());
    repaired.countDown();
    answered.await();
    assertTrue(crew.stop(LONG));
    assertTrue(pulse.ready());
  }

  @Test
  void aTaskThatFailedIsToldAndTheWorkGoesOn() throws Exception {
    waiting.addAll(List.of(1, 2));
    CountDownLatch both = new CountDownLatch(2);
    Crew crew =
        crew(
            inbox(),
            task -> {
              both.countDown();
              if (task.equals(new Task.Score("r", 1))) {
                throw new IllegalArgumentException("another scorer");
              }
              return List.of();
            });
    crew.start();
    both.await();
    assertTrue(crew.stop(LONG));
    assertTrue(events.containsAll(List.of("failed 1", "done 2")), events.toString());
    assertEquals(1, tasks("failed"));
    assertEquals(1, tasks("done"));
  }
}
