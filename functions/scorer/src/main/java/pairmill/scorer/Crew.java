package pairmill.scorer;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import pairmill.queue.Inbox;
import pairmill.queue.Outbox;
import pairmill.queue.Task;
import pairmill.stage.Stage;
import pairmill.stage.Worker;

/// The workers of the scorer: they work off what a queue gives until they are asked to stop.
final class Crew {
  private static final Logger LOG = System.getLogger("pairmill.scorer");

  /// Shards at once: one keeps the device busy while another begins or ends.
  static final int WORKERS = 2;

  // Nobody interrupts a question that is out: what SQS answers to it would be hidden from others.
  // So this is also how long it takes to stop where nothing is in hand.
  private static final Duration POLL = Duration.ofSeconds(3);

  private static final Duration LAST_CALL = Duration.ofSeconds(4);
  private static final int LONGEST_PAUSE_SECONDS = 30;

  private final Outbox outbox;
  private final Stage<Task> stage;
  private final Pulse pulse;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch working = new CountDownLatch(WORKERS);
  private final List<Hand> hands = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  Crew(Inbox inbox, Outbox outbox, Stage<Task> stage, Pulse pulse, Meters meters) {
    this.outbox = outbox;
    this.stage = stage;
    this.pulse = pulse;
    for (int i = 0; i < WORKERS; i++) {
      Hand hand = new Hand(inbox, this::stopping, meters);
      hands.add(hand);
      // Not virtual: native code would keep the carriers that pictures are decoded on.
      threads.add(Thread.ofPlatform().name("worker-" + i).unstarted(() -> follow(hand)));
    }
  }

  private boolean stopping() {
    return stopping.getCount() == 0;
  }

  void start() {
    threads.forEach(Thread::start);
  }

  /// Waits until all workers have ended.
  void await() throws InterruptedException {
    working.await();
  }

  /// Takes up nothing more from now on.
  void windUp() {
    stopping.countDown();
  }

  /// Ends the work: takes up nothing more, and waits for what is in hand. What is not finished in
  /// time is interrupted, and released. May be called again, and by several threads.
  ///
  /// @return true when what was in hand was finished
  boolean stop(Duration time) throws InterruptedException {
    windUp();
    if (working.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    for (int i = 0; i < WORKERS; i++) {
      if (hands.get(i).full()) {
        threads.get(i).interrupt();
      }
    }
    if (!working.await(LAST_CALL.toMillis(), TimeUnit.MILLISECONDS)) {
      for (Hand hand : hands) { // a device that answers no more, or a store
        try {
          hand.release();
        } catch (IOException e) {
          LOG.log(Level.WARNING, "a task comes back late: {0}", e.getMessage());
        }
      }
    }
    return false;
  }

  private void follow(Hand hand) {
    Worker worker = new Worker(hand, outbox, stage);
    pulse.begin();
    try {
      Duration wait = Duration.ZERO; // the first answer says that the queue is there
      int failures = 0;
      while (!stopping()) {
        if (work(worker, wait)) {
          wait = POLL;
          failures = 0;
        } else {
          failures++;
          pause(failures);
        }
      }
      pulse.end();
    } catch (InterruptedException _) {
      pulse.end();
    } finally {
      working.countDown();
    }
  }

  private boolean work(Worker worker, Duration wait) throws InterruptedException {
    try {
      worker.work(wait);
      pulse.asked(true);
      return true;
    } catch (IOException | RuntimeException e) {
      pulse.asked(false);
      LOG.log(Level.WARNING, "the queue failed: " + e.getMessage(), e);
      return false;
    }
  }

  private void pause(int failures) throws InterruptedException {
    int seconds = Math.min(1 << Math.min(failures - 1, 5), LONGEST_PAUSE_SECONDS);
    if (stopping.await(seconds, TimeUnit.SECONDS)) {
      LOG.log(Level.DEBUG, "asked to stop");
    }
  }
}
