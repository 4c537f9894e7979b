package pairmill.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import pairmill.dataset.DatasetFiles;
import pairmill.dataset.Examples;
import pairmill.dataset.Funnel;
import pairmill.dataset.Manifest;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.queue.Task;
import pairmill.run.Json;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.shard.Damage;
import pairmill.shard.ShardStats;
import pairmill.store.Digest;
import pairmill.store.Draft;
import pairmill.store.Scratch;
import pairmill.store.Store;

/// Merges the rows of all shards into the dataset, with all that stands beside them, and discards
/// the pictures unless the run keeps them.
///
/// Does nothing until every shard that the plan announced is scored. The manifest, written last, is
/// the commit mark.
public final class Publish implements Stage<Task.Publish> {
  private final Ports ports;
  private final Publisher publisher;

  public Publish(Ports ports, Publisher publisher) {
    this.ports = ports;
    this.publisher = publisher;
  }

  @Override
  public List<Task> run(Task.Publish task) throws IOException {
    RunKeys keys = new RunKeys(task.run());
    Store store = ports.store();
    if (store.exists(keys.manifest()) || !store.exists(keys.planStats())) {
      return List.of();
    }
    int shards = (int) Commit.read(store, keys.planStats()).count("shards");
    for (int shard = 0; shard < shards; shard++) {
      if (!store.exists(keys.scoreStats(shard))) {
        return List.of();
      }
    }
    try (Tally tally = new Tally(StageName.PUBLISH, ports);
        LocalFiles files = new LocalFiles(store);
        Scratch scratch = Scratch.open(store)) {
      List<String> rows = new ArrayList<>();
      for (int shard = 0; shard < shards; shard++) {
        rows.add(keys.rows(shard));
      }
      Publisher.Published published = publisher.publish(files.all(rows), scratch.folder());
      tally.kept(published.kept());
      write(keys, shards, published, tally);
    }
    return List.of();
  }

  private void write(RunKeys keys, int shards, Publisher.Published published, Tally tally)
      throws IOException {
    Run run = Run.read(ports.store(), keys);
    Examples examples = new Examples();
    List<ShardStats> stats = stats(run, keys, shards, examples);
    stats.add(tally.stats(List.of()));
    Funnel funnel = Funnel.of(stats);
    List<Manifest.File> files = new ArrayList<>();
    for (Publisher.PublishedFile file : published.files()) {
      files.add(keep(keys, file.name(), file.path(), file.rows()));
    }
    if (run.spec().keepEmbeddings()) {
      files.addAll(EmbeddingFolder.write(ports, keys, shards));
    }
    Manifest manifest = manifest(run, stats, funnel, published, files);
    for (Map.Entry<String, byte[]> document : DatasetFiles.of(manifest, examples).entrySet()) {
      ports.store().put(keys.dataset(document.getKey()), document.getValue());
      files.add(
          new Manifest.File(
              document.getKey(),
              0,
              document.getValue().length,
              Digest.sha256(document.getValue())));
    }
    for (int shard = 0; shard < shards; shard++) {
      if (!run.spec().keepImages()) {
        ports.store().delete(keys.tar(shard));
      } else if (Commit.read(ports.store(), keys.scoreStats(shard))
          .refused()
          .containsKey(Reason.UNSAFE)) {
        UnsafePictures.discard(ports, keys, shard);
      }
    }
    ShardStats done = tally.stats(List.of());
    ports.store().put(keys.publishStats(), Json.bytes(done));
    ports
        .store()
        .commit(keys.manifest(), Json.bytes(manifest(run, stats, funnel, published, files)));
    ports.progress().committed(keys.publishStats(), done);
  }

  // Examples are most of what statistics weigh: they are folded as they are read.
  private List<ShardStats> stats(Run run, RunKeys keys, int shards, Examples examples)
      throws IOException {
    List<String> marks = new ArrayList<>();
    run.inputs().forEach(input -> marks.add(keys.extractStats(input.name())));
    marks.add(keys.planStats());
    for (int shard = 0; shard < shards; shard++) {
      marks.add(keys.downloadStats(shard));
      marks.add(keys.scoreStats(shard));
    }
    List<ShardStats> stats = new ArrayList<>();
    for (String mark : marks) {
      ShardStats one = Commit.read(ports.store(), mark);
      examples.add(one);
      stats.add(one.withoutExamples());
    }
    return stats;
  }

  private Manifest.File keep(RunKeys keys, String name, Path path, long rows) throws IOException {
    Manifest.File file = new Manifest.File(name, rows, Files.size(path), Digest.sha256(path));
    try (Draft draft = ports.store().create(keys.dataset(name))) {
      Files.move(path, draft.path(), StandardCopyOption.REPLACE_EXISTING);
      draft.publish();
    }
    return file;
  }

  private static Manifest manifest(
      Run run,
      List<ShardStats> stats,
      Funnel funnel,
      Publisher.Published published,
      List<Manifest.File> files) {
    List<Damage> damaged =
        stats.stream()
            .flatMap(one -> one.damage().stream())
            .sorted(Comparator.comparing(Damage::file).thenComparingLong(Damage::offset))
            .toList();
    return new Manifest(
        Manifest.FORMAT,
        run.spec(),
        run.inputs(),
        sum(stats, "records"),
        sum(stats, "pages"),
        sum(stats, "damage"),
        damaged,
        funnel,
        published.kept(),
        published.languages(),
        published.domains().stream().map(d -> new Manifest.Domain(d.name(), d.count())).toList(),
        List.copyOf(files));
  }

  private static long sum(List<ShardStats> stats, String count) {
    return stats.stream().mapToLong(one -> one.count(count)).sum();
  }
}
