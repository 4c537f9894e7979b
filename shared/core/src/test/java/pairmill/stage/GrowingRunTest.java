package pairmill.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.queue.Delivery;
import pairmill.queue.LocalQueue;
import pairmill.queue.Task;
import pairmill.run.Run;
import pairmill.run.RunSpec;
import pairmill.store.MemoryStore;
import pairmill.store.Store;

/// A run that grows and is announced by a schedule ends in the same bytes as one whose inputs were
/// known from the start.
class GrowingRunTest {
  private static final RunSpec SPEC = SmallRun.SCORED;
  private static final Task PLAN = new Task.Plan("r");
  private static final Task PUBLISH = new Task.Publish("r");

  @TempDir private Path folder;
  private SortedMap<String, String> plain;

  @BeforeEach
  void workPlain() throws Exception {
    MemoryStore store = new MemoryStore(folder);
    List<Run.Input> inputs =
        SmallRun.URLS.keySet().stream().map(name -> new Run.Input(name, 5)).toList();
    new Run(SPEC, true, inputs, null).write(store, SmallRun.KEYS);
    LocalQueue queue = new LocalQueue(Map.of());
    queue.send(SmallRun.first(SmallRun.URLS));
    Worker worker = new Worker(queue, queue, stages(store));
    while (!queue.finished()) {
      worker.work(Duration.ZERO);
    }
    assertTrue(store.exists(SmallRun.KEYS.manifest()));
    plain = results(store);
  }

  private static Stages stages(Store store) {
    return SmallRun.stages(store, new FakePictures(), SmallRun::read);
  }

  // All that the stages wrote.
  private static SortedMap<String, String> results(MemoryStore store) {
    SortedMap<String, String> results = new TreeMap<>(store.contents());
    results
        .keySet()
        .removeIf(key ->
            key.equals(SmallRun.KEYS.spec())
                || key.equals(SmallRun.KEYS.inputs())
                || key.equals(Runs.SPEC)
                || key.startsWith("incoming/"));
    return results;
  }

  private static MemoryStore incoming(Path folder) throws IOException {
    MemoryStore store = new MemoryStore(folder);
    new Runs(store).configure(SPEC, null, null);
    for (String name : SmallRun.URLS.keySet()) {
      store.put("incoming/r/" + name, "bytes".getBytes(UTF_8));
    }
    return store;
  }

  @Test
  void nothingHangsOnAMessageButThoseOfTheWorkItself() throws Exception {
    MemoryStore store = incoming(folder);
    Runs runs = new Runs(store);
    Unfinished unfinished = new Unfinished(store);
    Stages stages = stages(store);
    assertEquals(List.of(), unfinished.announce());

    stages.run(runs.arrived("incoming/r/b.warc").getFirst());
    assertEquals(List.of(PLAN), unfinished.announce());
    assertEquals(List.of(), stages.run(PLAN), "the run is open");
    runs.close("r");
    assertEquals(List.of(), stages.run(PLAN), "one archive is not extracted");
    assertEquals(List.of(), stages.run(PUBLISH), "it is not planned");
    stages.run(runs.arrived("incoming/r/a.warc").getFirst());

    List<Task> downloads = stages.run(PLAN);
    assertEquals(3, downloads.size());
    assertEquals(List.of(PUBLISH), unfinished.announce());
    for (Task download : downloads) {
      assertEquals(List.of(), stages.run(PUBLISH), "a shard is not scored");
      stages.run(stages.run(download).getFirst());
    }
    assertFalse(store.exists(SmallRun.KEYS.manifest()));
    stages.run(unfinished.announce().getFirst());
    assertEquals(List.of(), unfinished.announce());
    assertEquals(plain, results(store));
  }

  @Test
  void eachRunIsAnnouncedUntilItIsPublished() throws Exception {
    MemoryStore store = incoming(folder);
    Runs runs = new Runs(store);
    runs.open("other", true, List.of());
    runs.arrived("incoming/r/a.warc");
    Unfinished unfinished = new Unfinished(store);
    assertEquals(List.of(new Task.Plan("other"), PLAN), unfinished.announce());
    assertEquals(List.of(new Task.Publish("other")), stages(store).run(new Task.Plan("other")));
    assertEquals(List.of(new Task.Publish("other"), PLAN), unfinished.announce());
    stages(store).run(new Task.Publish("other"));
    assertEquals(List.of(PLAN), unfinished.announce());
    new Unfinished(store).add("never opened");
    assertEquals(List.of(PLAN), unfinished.announce());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void whateverComesLateTwiceOrInAnotherOrder(long seed) throws Exception {
    Random random = new Random(seed);
    MemoryStore store = incoming(folder);
    Runs runs = new Runs(store);
    Unfinished unfinished = new Unfinished(store);
    LocalQueue queue = new LocalQueue(Map.of());
    List<Event> outside = new ArrayList<>();
    for (String name : List.of("a.warc", "b.warc", "b.warc")) {
      outside.add(() -> runs.arrived("incoming/r/" + name));
    }
    outside.add(() -> runs.close("r").next());
    outside.add(() -> List.of(PUBLISH));
    Collections.shuffle(outside, random);
    while (!outside.isEmpty() || !queue.finished()) {
      List<Task> next =
          random.nextInt(3) == 0
              ? unfinished.announce()
              : outside.isEmpty() || random.nextInt(4) > 0
                  ? List.of()
                  : outside.removeLast().tasks();
      queue.send(next);
      deliver(queue, stages(store), random);
    }
    assertEquals(List.of(), queue.dead());
    assertEquals(List.of(), unfinished.announce());
    assertEquals(plain, results(store));
  }

  @FunctionalInterface
  private interface Event {
    List<Task> tasks() throws IOException;
  }

  // Takes some deliveries out at once and ends them in any order; of each, what follows is sent
  // once, twice, or not before it was delivered again.
  private static void deliver(LocalQueue queue, Stages stages, Random random) throws Exception {
    List<Delivery> out = new ArrayList<>();
    for (int n = random.nextInt(4); n >= 0; n--) {
      Delivery delivery = queue.receive(Duration.ZERO);
      if (delivery != null) {
        out.add(delivery);
      }
    }
    Collections.shuffle(out, random);
    for (Delivery delivery : out) {
      List<Task> next = stages.run(delivery.task());
      if (random.nextInt(4) == 0) {
        queue.send(List.of(delivery.task())); // its answer was lost
      } else {
        queue.send(next);
        if (random.nextBoolean()) {
          queue.send(List.of(delivery.task()));
        }
      }
      delivery.done();
    }
  }
}
