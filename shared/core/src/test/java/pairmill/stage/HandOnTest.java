package pairmill.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.download.Fetch;
import pairmill.queue.LocalQueue;
import pairmill.queue.Task;
import pairmill.run.Json;
import pairmill.run.RunSpec;
import pairmill.shard.ShardStats;
import pairmill.store.MemoryStore;
import pairmill.store.Store;

/// A shard that does not fit in the time is handed on, and ends in the same bytes.
class HandOnTest {
  private static final RunSpec SPEC = SmallRun.SCORED;
  private static final Task.Download FIRST = new Task.Download("r", 0, 0);

  @TempDir private Path folder;
  private final FakePictures pictures = new FakePictures();
  private final AtomicLong seconds = new AtomicLong();

  // Each picture takes a second.
  private final Fetch slow =
      pair -> {
        seconds.incrementAndGet();
        return pictures.fetch(pair);
      };

  private MemoryStore fresh;
  private SortedMap<String, String> undisturbed;

  @BeforeEach
  void workUndisturbed() throws Exception {
    fresh = SmallRun.seeded(folder, SPEC, SmallRun.URLS);
    MemoryStore store = fresh.copy();
    assertEquals(List.of(), SmallRun.work(store));
    undisturbed = contents(store);
  }

  // But for how many parts there were, the statistics are those of one.
  private static SortedMap<String, String> contents(MemoryStore store) throws Exception {
    SortedMap<String, String> contents = new TreeMap<>(store.contents());
    for (Map.Entry<String, String> entry : contents.entrySet()) {
      if (entry.getKey().startsWith("runs/r/samples/") && entry.getKey().endsWith("_stats.json")) {
        ObjectNode stats = (ObjectNode) Json.MAPPER.readTree(entry.getValue());
        stats.withObject("counts").remove("parts");
        entry.setValue(stats.toString());
      }
    }
    return contents;
  }

  private Deadline in(int limit) {
    Instant end = Instant.EPOCH.plusSeconds(seconds.get() + limit);
    return Deadline.at(() -> Instant.EPOCH.plusSeconds(seconds.get()), end);
  }

  private Download download(Store store) {
    return new Download(SmallRun.ports(store), (name, run) -> slow, pictures, 2);
  }

  private Stages stages(Store store, int limit) {
    Stages stages = SmallRun.stages(store);
    Download download = download(store);
    return new Stages(
        stages.extract(),
        stages.plan(),
        task -> download.run(task, in(limit)),
        stages.score(),
        stages.publish());
  }

  private List<LocalQueue.Dead> work(Store store, int limit) throws Exception {
    LocalQueue queue = new LocalQueue(Map.of());
    queue.send(SmallRun.first(SmallRun.URLS));
    Worker worker = new Worker(queue, queue, stages(store, limit));
    while (!queue.finished()) {
      worker.work(Duration.ZERO);
    }
    return queue.dead();
  }

  private static ShardStats stats(Store store, String key) throws Exception {
    return Json.read(store.read(key), ShardStats.class, key);
  }

  // One host, 40 pairs, all in one shard.
  private MemoryStore large() throws Exception {
    List<String> urls =
        IntStream.range(0, 40)
            .mapToObj(i -> "http://a.example/%s/%02d".formatted(i % 5 == 0 ? "TIMED_OUT" : "ok", i))
            .toList();
    return planned(urls);
  }

  private MemoryStore planned(List<String> urls) throws Exception {
    MemoryStore store = SmallRun.seeded(folder, SPEC, new TreeMap<>(Map.of("a.warc", urls)));
    Ports ports = SmallRun.ports(store);
    new Plan(ports, new FakePlanner(SmallRun.TABLES, 100)).run(new Task.Plan("r"));
    return store;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7})
  void eachPartTakesUpNothingBehindItsDeadline(int limit) throws Exception {
    MemoryStore store = large();
    MemoryStore plain = store.copy();
    download(plain).run(FIRST);
    long in = 0;
    Task.Download task = FIRST;
    List<Task> next;
    while (true) {
      long before = seconds.get();
      next = download(store).run(task, in(limit));
      long most = Math.max(1, limit + HostLanes.LANES - 1); // as many may be under way
      assertTrue(seconds.get() - before <= most, "took " + (seconds.get() - before));
      if (!(next.getFirst() instanceof Task.Download rest)) {
        break;
      }
      assertEquals(new Task.Download("r", 0, 0, task.part() + 1), rest);
      ShardStats part = stats(store, SmallRun.KEYS.partStats(0, task.part()));
      assertTrue(part.in() > 0, "a part does something");
      in += part.in();
      task = rest;
    }
    assertEquals(List.of(new Task.Score("r", 0)), next);
    assertTrue(task.part() >= 40 / (limit + 1), "parts: " + task.part());
    ShardStats whole = stats(store, SmallRun.KEYS.downloadStats(0));
    assertEquals(40, whole.in());
    assertTrue(in <= 40, "handed on: " + in);
    assertEquals(task.part(), whole.count("parts"));
    assertEquals(contents(plain), contents(store));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4})
  void aRunInPartsIsTheSameRun(int limit) throws Exception {
    MemoryStore store = fresh.copy();
    assertEquals(List.of(), work(store, limit));
    assertEquals(undisturbed, contents(store));
    assertEquals(limit < 4, stats(store, SmallRun.KEYS.downloadStats(0)).count("parts") > 0);
  }

  @Test
  void aLatePartOfADoneShardNamesWhatFollowsIt() throws Exception {
    MemoryStore store = fresh.copy();
    work(store, 0);
    SortedMap<String, String> before = store.contents();
    List<Task> next = List.of(new Task.Score("r", 0));
    assertEquals(next, download(store).run(FIRST, in(0)));
    assertEquals(next, download(store).run(new Task.Download("r", 0, 0, 2), in(0)));
    assertEquals(before, store.contents());
  }

  @Test
  void aShardIsNotHandedOnForEver() throws Exception {
    MemoryStore store = large();
    Task.Download last = new Task.Download("r", 0, 0, Download.MOST_PARTS);
    assertEquals(
        "shard 0 of run 'r' is not done after 1,000 parts",
        assertThrows(IllegalArgumentException.class, () -> download(store).run(last)).getMessage());
    Task.Download orphan = new Task.Download("r", 0, 0, 2);
    assertThrows(NoSuchFileException.class, () -> download(store).run(orphan));
    assertThrows(IllegalArgumentException.class, () -> new Task.Download("r", 0, 0, -1));
    assertFalse(store.exists(SmallRun.KEYS.downloadStats(0)));
  }

  @Test
  void aTaskThatNamesNoPartIsTheFirst() throws Exception {
    assertEquals(
        FIRST,
        Json.MAPPER.readValue(
            "{\"task\":\"download\",\"run\":\"r\",\"shard\":0,\"bucket\":0}", Task.class));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void partsMayComeInAnyOrderAndTwice(long seed) throws Exception {
    Random random = new Random(seed);
    MemoryStore store = fresh.copy();
    List<Task> waiting = new ArrayList<>(SmallRun.first(SmallRun.URLS));
    while (!waiting.isEmpty()) {
      Task task = waiting.remove(random.nextInt(waiting.size()));
      Stages stages = stages(store, random.nextInt(4));
      List<Task> next = stages.run(task);
      if (random.nextBoolean()) {
        SortedMap<String, String> before = store.contents();
        assertEquals(next, stages.run(task));
        assertEquals(before, store.contents(), task::toString);
      }
      if (random.nextInt(4) == 0) {
        waiting.add(task);
      }
      waiting.addAll(next);
    }
    assertEquals(undisturbed, contents(store));
  }

  @ParameterizedTest
  @EnumSource(FaultyStore.Fault.class)
  void theMachineOrTheProcessMayFailAtAnyCall(FaultyStore.Fault fault) throws Exception {
    MemoryStore planned = fresh.copy();
    SmallRun.stages(planned).run(new Task.Plan("r"));
    MemoryStore plain = planned.copy();
    download(plain).run(FIRST);
    for (boolean after : new boolean[] {false, true}) {
      boolean reached = true;
      for (int place = 0; reached; place++) {
        MemoryStore store = planned.copy();
        FaultyStore faulty = new FaultyStore(store, fault, place, after);
        boolean died = !downloaded(faulty, 1).isEmpty();
        reached = faulty.reached();
        assertEquals(reached && fault == FaultyStore.Fault.KILL, died, "call " + place);
        assertEquals(List.of(), downloaded(store, place % 2 == 0 ? 1 : 100), "call " + place);
        assertEquals(contents(plain), contents(store), "call " + place);
        assertTrue(reached || place > 40, "calls: " + place);
      }
    }
  }

  // Works a shard off in parts.
  private List<LocalQueue.Dead> downloaded(Store store, int limit) throws Exception {
    LocalQueue queue = new LocalQueue(Map.of());
    queue.send(List.of(FIRST));
    Download download = download(store);
    Stage<Task> stage =
        task -> task instanceof Task.Download part ? download.run(part, in(limit)) : List.of();
    while (!queue.finished()) {
      new Worker(queue, queue, stage).work(Duration.ZERO);
    }
    return queue.dead();
  }
}
