package pairmill.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import pairmill.queue.LocalQueue;
import pairmill.queue.Task;
import pairmill.stage.Stage;
import pairmill.stage.Worker;

/// The workers of one process: they work off a queue in memory until it is empty.
final class Crew {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// Shards being downloaded at once: one of each bucket, so that slow hosts of some do not leave
  /// the machine idle.
  private static final int SHARDS = Workshop.BUCKETS;

  /// Shards being scored at once: one keeps the device busy while another begins or ends.
  private static final int SCORED = 2;

  private Crew() {}

  /// Works off tasks and all that follows from them.
  ///
  /// @param most tasks of a kind at once, at most
  /// @throws IOException when a task failed for good; the others were worked off before
  /// @throws InterruptedException when the calling thread was; the workers have ended then
  static void work(List<Task> tasks, Stage<Task> stages, int most)
      throws IOException, InterruptedException {
    int cores = Math.min(most, Runtime.getRuntime().availableProcessors());
    int shards = Math.min(most, SHARDS);
    LocalQueue queue =
        new LocalQueue(
            Map.of(
                Task.Extract.class, cores, Task.Download.class, shards, Task.Score.class, SCORED));
    queue.send(tasks);
    ExecutorService threads = Executors.newFixedThreadPool(cores + shards + 1);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < cores + shards + 1; i++) {
        workers.add(threads.submit(() -> follow(queue, stages)));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker ended by " + e.getCause(), e);
    } finally {
      queue.stop();
      threads.shutdownNow();
      threads.close();
    }
    fail(queue.dead());
  }

  private static Void follow(LocalQueue queue, Stage<Task> stages)
      throws IOException, InterruptedException {
    Worker worker = new Worker(queue, queue, stages);
    while (!queue.finished()) {
      worker.work(PATIENCE);
    }
    return null;
  }

  private static void fail(List<LocalQueue.Dead> dead) throws IOException {
    if (dead.isEmpty()) {
      return;
    }
    Exception first = dead.getFirst().cause();
    if (first instanceof IOException machine) {
      throw machine;
    }
    if (first instanceof UncheckedIOException machine) {
      throw new IOException(machine.getMessage(), machine);
    }
    throw new IllegalStateException(dead.getFirst().task() + " failed", first);
  }
}
