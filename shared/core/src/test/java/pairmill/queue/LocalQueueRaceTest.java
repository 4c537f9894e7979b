package pairmill.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several threads work thousands of tasks off. A wake-up that is lost lets the test run into its
/// timeout: nobody waits less long than that.
class LocalQueueRaceTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final int THREADS = 6;
  private static final int SHARDS = 3000;
  private static final int LIMIT = 2;

  private final LocalQueue queue = new LocalQueue(Map.of(Task.Score.class, LIMIT));
  private final Set<String> groupsOut = ConcurrentHashMap.newKeySet();
  private final Set<Task> done = ConcurrentHashMap.newKeySet();
  private final AtomicInteger scoring = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @Timeout(60)
  void allTasksAreWorkedOffUnderTheRules(long seed) throws Exception {
    Random random = new Random(seed);
    List<Task> first = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      first.add(new Task.Download("r", shard, random.nextInt(5)));
    }
    queue.send(first);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> workers = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        workers.add(threads.submit(() -> work()));
      }
      assertTrue(queue.awaitEmpty(LONG));
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    assertEquals(List.of(), queue.dead());
    assertEquals(2 * SHARDS + 1, done.size());
  }

  private Void work() throws IOException, InterruptedException {
    while (!queue.finished()) {
      Delivery delivery = queue.receive(LONG);
      if (delivery != null) {
        work(delivery);
      }
    }
    return null;
  }

  private void work(Delivery delivery) throws IOException {
    Task task = delivery.task();
    String group = task.group();
    assertTrue(group == null || groupsOut.add(group), () -> "out twice: " + group);
    if (task instanceof Task.Score) {
      assertTrue(scoring.incrementAndGet() <= LIMIT, "over the limit");
      scoring.decrementAndGet();
    }
    if (group != null) {
      groupsOut.remove(group);
    }
    // every third task fails at first
    if (delivery.attempt() == 1 && Math.floorMod(task.hashCode(), 3) == 0) {
      delivery.failed(new IOException("the machine"));
    } else {
      queue.send(next(task));
      done.add(task);
      delivery.done();
    }
  }

  private static List<Task> next(Task task) {
    return switch (task) {
      case Task.Download download -> List.of(new Task.Score("r", download.shard()));
      case Task.Score _ -> List.of(new Task.Publish("r"));
      default -> List.of();
    };
  }
}
