package pairmill.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pairmill.cost.Cost;
import pairmill.dataset.Manifest;
import pairmill.filter.Rules;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.queue.LocalQueue;
import pairmill.queue.Task;
import pairmill.row.FakeTables;
import pairmill.row.Row;
import pairmill.row.RowSink;
import pairmill.row.RowSource;
import pairmill.row.TableFiles;
import pairmill.row.Tables;
import pairmill.run.ImagesFrom;
import pairmill.run.Json;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.run.RunSpec;
import pairmill.score.ScorerSpec;
import pairmill.shard.ShardStats;
import pairmill.store.Digest;
import pairmill.store.Draft;
import pairmill.store.LocalFile;
import pairmill.store.MemoryStore;
import pairmill.store.Store;

/// A run of two archives that are extracted already, with fakes for all that is not core's.
final class SmallRun {
  static final RunKeys KEYS = new RunKeys("r");
  static final TableFiles TABLES = new FakeTables();
  static final byte[] SUSPICIOUS_TEXTS = "caption 1".getBytes(UTF_8);
  static final RunSpec SUSPICIOUS =
      spec(ImagesFrom.WEB, FakePictures.SCORER, true, null, Digest.sha256(SUSPICIOUS_TEXTS));
  static final RunSpec SCORED = spec(ImagesFrom.WEB, FakePictures.SCORER, true, null);

  /// Addresses by archive: 12 pairs, of which one comes twice and 7 are published.
  static final SortedMap<String, List<String>> URLS =
      new TreeMap<>(
          Map.of(
              "a.warc",
              List.of(
                  "http://one.example/ok/1",
                  "http://one.example/ok/2",
                  "http://one.example/TIMED_OUT/3",
                  "http://two.example/ok/4",
                  "http://two.example/IMAGE_BROKEN/5",
                  "http://two.example/LOW_SIMILARITY/6"),
              "b.warc",
              List.of(
                  "http://one.example/ok/1",
                  "http://one.example/ok/7",
                  "http://one.example/TIMED_OUT/8",
                  "http://two.example/ok/9",
                  "http://three.example/ok/10",
                  "http://three.example/ok/11")));

  private static final int SHARD_SIZE = 4;

  private SmallRun() {}

  static RunSpec spec(
      ImagesFrom images,
      @Nullable ScorerSpec scorer,
      boolean keepImages,
      @Nullable String removals) {
    return spec(images, scorer, keepImages, removals, null);
  }

  private static RunSpec spec(
      ImagesFrom images,
      @Nullable ScorerSpec scorer,
      boolean keepImages,
      @Nullable String removals,
      @Nullable String suspicious) {
    return new RunSpec(
        "pairmill test",
        Rules.DEFAULT,
        images,
        "fake decoder",
        scorer,
        null,
        2,
        100,
        1_000,
        keepImages,
        true,
        removals,
        suspicious);
  }

  /// A store with the run as extract leaves it.
  static MemoryStore seeded(Path folder, RunSpec spec, SortedMap<String, List<String>> urls)
      throws IOException {
    MemoryStore store = new MemoryStore(folder);
    List<Run.Input> inputs = urls.keySet().stream().map(name -> new Run.Input(name, 1)).toList();
    new Run(spec, true, inputs, null).write(store, KEYS);
    for (Map.Entry<String, List<String>> input : urls.entrySet()) {
      extract(store, input.getKey(), input.getValue());
    }
    return store;
  }

  /// Reads [#URLS].
  static void read(Task.Extract task, Run run, PairSink sink) throws IOException {
    String input = task.input();
    List<String> urls = URLS.getOrDefault(input, List.of());
    for (int i = 0; i < urls.size(); i++) {
      Provenance place = new Provenance(input, 0, i, "http://page.example/", null, null, null);
      sink.pair(new Pair(urls.get(i), "caption " + i, Language.UNTOLD, place));
    }
    sink.refused(Reason.NO_ALT, "an example");
    sink.count("records", 3);
  }

  private static void extract(Store store, String input, List<String> urls) throws IOException {
    try (Draft pairs = store.create(KEYS.pairs(input));
        Draft images = store.create(KEYS.images(input))) {
      TABLES.create(images.path(), Tables.IMAGES).close();
      try (RowSink<Pair> sink = TABLES.create(pairs.path(), Tables.pairs(2))) {
        for (int i = 0; i < urls.size(); i++) {
          Provenance place = new Provenance(input, 0, i, "http://page.example/", null, null, null);
          sink.write(new Pair(urls.get(i), "caption " + i, Language.UNTOLD, place));
        }
      }
      pairs.publish();
      images.publish();
    }
    ShardStats stats =
        new ShardStats(
            StageName.EXTRACT,
            urls.size() + 5,
            urls.size(),
            new TreeMap<>(Map.of(Reason.NO_ALT, 5L)),
            new TreeMap<>(Map.of("records", 3L, "pages", 2L)),
            List.of(),
            new TreeMap<>(Map.of(Reason.NO_ALT, List.of("an example"))),
            List.of(new Task.Plan(KEYS.run())),
            0,
            Cost.NONE);
    store.commit(KEYS.extractStats(input), Json.bytes(stats));
  }

  static Ports ports(Store store) {
    return new Ports(store, TABLES, Progress.NONE, InstantSource.fixed(Instant.EPOCH));
  }

  static Stages stages(Store store) {
    return stages(store, new FakePictures());
  }

  private static Stages stages(Store store, FakePictures pictures) {
    PairSource none =
        (task, run, sink) -> {
          throw new IOException("extracted already: " + task);
        };
    return stages(store, pictures, none);
  }

  static Stages stages(Store store, FakePictures pictures, PairSource source) {
    Ports ports = ports(store);
    return new Stages(
        new Extract(ports, source),
        new Plan(ports, new FakePlanner(TABLES, SHARD_SIZE)),
        new Download(ports, (name, run) -> pictures, pictures, 2),
        new Score(ports, pictures, 2),
        new Publish(ports, new FakePublisher(TABLES)));
  }

  /// The tasks a run begins with.
  static List<Task> first(SortedMap<String, List<String>> urls) {
    List<Task> tasks = new ArrayList<>();
    urls.keySet().forEach(input -> tasks.add(new Task.Extract(KEYS.run(), input)));
    return tasks;
  }

  /// Works the run off from its start.
  ///
  /// @return the tasks that failed for good
  static List<LocalQueue.Dead> work(Store store) throws IOException, InterruptedException {
    return work(store, URLS);
  }

  static List<LocalQueue.Dead> work(Store store, SortedMap<String, List<String>> urls)
      throws IOException, InterruptedException {
    return work(store, urls, new FakePictures());
  }

  static List<LocalQueue.Dead> work(
      Store store, SortedMap<String, List<String>> urls, FakePictures pictures)
      throws IOException, InterruptedException {
    LocalQueue queue = new LocalQueue(Map.of());
    queue.send(first(urls));
    Worker worker = new Worker(queue, queue, stages(store, pictures));
    while (!queue.finished()) {
      worker.work(Duration.ZERO);
    }
    return queue.dead();
  }

  static Manifest manifest(Store store) throws IOException {
    return Json.read(store.read(KEYS.manifest()), Manifest.class, KEYS.manifest());
  }

  static List<Row> rows(Store store, String file) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (LocalFile local = store.local(KEYS.dataset(file));
        RowSource<Row> source = TABLES.open(local.path(), Tables.ROWS)) {
      for (Row row = source.next(); row != null; row = source.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  static Row row(Store store, String file, String url) throws IOException {
    return requireNonNull(
        rows(store, file).stream()
            .filter(row -> row.pair().url().equals(url))
            .findAny()
            .orElse(null),
        url);
  }
}
