package pairmill.cli.aws;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import pairmill.cost.Cost;
import pairmill.filter.Rules;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.run.ImagesFrom;
import pairmill.run.Json;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.run.RunSpec;
import pairmill.shard.ShardStats;
import pairmill.store.Store;

/// Objects of runs, written without doing the work.
final class Written {
  static final RunSpec SPEC =
      new RunSpec(
          "pairmill test",
          Rules.DEFAULT,
          ImagesFrom.ARCHIVE,
          "decoder",
          null,
          null,
          4,
          100,
          1_000,
          false,
          false,
          null,
          null);

  private Written() {}

  static void spec(Store store) throws IOException {
    store.put("spec.json", Json.bytes(SPEC));
  }

  static void archive(Store store, String key, int bytes) throws IOException {
    store.put(key, new byte[bytes]);
  }

  static void run(Store store, String run, Run.Input... inputs) throws IOException {
    new Run(SPEC, true, List.of(inputs), null).write(store, new RunKeys(run));
  }

  /// Statistics of a task that cost 2 GB-s, 3 reads, 4 writes and a quarter of a dollar.
  static ShardStats stats(StageName stage, long out, SortedMap<Reason, Long> refused) {
    return stats(stage, out, refused, 0);
  }

  static ShardStats stats(StageName stage, long out, SortedMap<Reason, Long> refused, long shards) {
    long in = out + refused.values().stream().mapToLong(Long::longValue).sum();
    SortedMap<String, Long> counts = new TreeMap<>();
    if (shards > 0) {
      counts.put("shards", shards);
    }
    return new ShardStats(
        stage,
        in,
        out,
        refused,
        counts,
        List.of(),
        new TreeMap<>(),
        List.of(),
        1,
        new Cost(2, 3, 4, 0.25));
  }

  static SortedMap<Reason, Long> refused(Object... reasonsAndCounts) {
    SortedMap<Reason, Long> refused = new TreeMap<>();
    for (int i = 0; i < reasonsAndCounts.length; i += 2) {
      refused.put((Reason) reasonsAndCounts[i], ((Integer) reasonsAndCounts[i + 1]).longValue());
    }
    return refused;
  }

  /// A run of two archives, two shards, one of which is downloaded, of the other a part.
  static void halfDone(Store store, String run) throws IOException {
    RunKeys keys = new RunKeys(run);
    run(store, run, new Run.Input("a.warc.gz", 10, null), new Run.Input("b.warc.gz", 20, null));
    store.put(
        keys.extractStats("a.warc.gz"),
        Json.bytes(stats(StageName.EXTRACT, 30, refused(Reason.NO_ALT, 5))));
    store.put(
        keys.extractStats("b.warc.gz"),
        Json.bytes(stats(StageName.EXTRACT, 20, refused(Reason.NO_ALT, 1))));
    store.put(
        keys.planStats(), Json.bytes(stats(StageName.PLAN, 40, refused(Reason.DUPLICATE, 10), 2)));
    store.put(
        keys.downloadStats(0),
        Json.bytes(stats(StageName.DOWNLOAD, 25, refused(Reason.HTTP_STATUS, 3))));
    store.put(
        keys.partStats(0, 0), Json.bytes(stats(StageName.DOWNLOAD, 1_000, refused()))); // left over
    store.put(keys.partStats(1, 0), Json.bytes(stats(StageName.DOWNLOAD, 2, refused())));
    store.put(keys.scoreStats(0), Json.bytes(stats(StageName.SCORE, 25, refused())));
  }
}
