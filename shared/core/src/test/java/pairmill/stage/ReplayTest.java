package pairmill.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.queue.LocalQueue;
import pairmill.queue.Task;
import pairmill.run.ImagesFrom;
import pairmill.run.RunSpec;
import pairmill.store.MemoryStore;

/// Whatever happens on the way, a run ends in the same bytes.
class ReplayTest {
  private static final RunSpec SPEC =
      SmallRun.spec(ImagesFrom.WEB, FakePictures.SCORER, false, null);

  @TempDir private Path folder;
  private MemoryStore fresh;
  private SortedMap<String, String> undisturbed;

  private MemoryStore seeded() {
    return fresh.copy();
  }

  @BeforeEach
  void workUndisturbed() throws Exception {
    fresh = SmallRun.seeded(folder, SPEC, SmallRun.URLS);
    MemoryStore store = seeded();
    assertEquals(List.of(), SmallRun.work(store));
    assertTrue(store.exists(SmallRun.KEYS.manifest()));
    undisturbed = store.contents();
  }

  @Test
  void aSecondRunOverTheSameStoreChangesNothing() throws Exception {
    MemoryStore store = seeded();
    SmallRun.work(store);
    assertEquals(List.of(), SmallRun.work(store));
    assertEquals(undisturbed, store.contents());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void tasksMayComeInAnyOrderAndTwice(long seed) throws Exception {
    Random random = new Random(seed);
    MemoryStore store = seeded();
    Stages stages = SmallRun.stages(store);
    List<Task> waiting = new ArrayList<>(SmallRun.first(SmallRun.URLS));
    waiting.add(new Task.Publish(SmallRun.KEYS.run()));
    while (!waiting.isEmpty()) {
      Task task = waiting.remove(random.nextInt(waiting.size()));
      List<Task> next = stages.run(task);
      if (random.nextBoolean()) {
        SortedMap<String, String> before = store.contents();
        assertEquals(next, stages.run(task));
        assertEquals(before, store.contents(), task::toString);
      }
      waiting.addAll(next);
    }
    assertEquals(undisturbed, store.contents());
  }

  @Test
  void workersMayBeMany() throws Exception {
    MemoryStore store = seeded();
    LocalQueue queue = new LocalQueue(Map.of());
    queue.send(SmallRun.first(SmallRun.URLS));
    Worker worker = new Worker(queue, queue, SmallRun.stages(store));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> ended = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        ended.add(threads.submit(() -> drain(queue, worker)));
      }
      for (Future<?> one : ended) {
        one.get();
      }
    }
    assertEquals(List.of(), queue.dead());
    assertEquals(undisturbed, store.contents());
  }

  private static Void drain(LocalQueue queue, Worker worker) throws Exception {
    while (!queue.finished()) {
      worker.work(Duration.ofMinutes(1));
    }
    return null;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theMachineMayFailAtAnyCall(boolean after) throws Exception {
    boolean reached = true;
    for (int place = 0; reached; place++) {
      MemoryStore store = seeded();
      FaultyStore faulty = new FaultyStore(store, FaultyStore.Fault.IO, place, after);
      assertEquals(List.of(), SmallRun.work(faulty), "call " + place);
      assertEquals(undisturbed, store.contents(), "call " + place);
      reached = faulty.reached();
      assertTrue(reached || place > 100, "calls: " + place);
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void theProcessMayBeKilledAtAnyCall(boolean after) throws Exception {
    boolean reached = true;
    for (int place = 0; reached; place++) {
      MemoryStore store = seeded();
      FaultyStore faulty = new FaultyStore(store, FaultyStore.Fault.KILL, place, after);
      boolean died = !SmallRun.work(faulty).isEmpty();
      reached = faulty.reached();
      assertEquals(reached, died, "call " + place);
      assertEquals(List.of(), SmallRun.work(store), "call " + place);
      assertEquals(undisturbed, store.contents(), "call " + place);
    }
    assertFalse(reached);
  }
}
