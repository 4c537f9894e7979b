package pairmill.duckdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import pairmill.pair.Reason;
import pairmill.row.TableFiles;
import pairmill.row.Tables;
import pairmill.shard.ShardStats;
import pairmill.stage.Planner;

/// Plans in SQL, see `plan.sql`. Safe for use by many threads; each plan takes the limits anew.
public final class DuckPlanner implements Planner {
  private final TableFiles files;
  private final DuckLimits limits;

  /// @param files writes the shards
  public DuckPlanner(TableFiles files, DuckLimits limits) {
    this.files = files;
    this.limits = limits;
  }

  @Override
  public Planned plan(List<Path> pairs, List<Path> images, PlanSpec spec, Path work)
      throws IOException {
    List<Path> joined = spec.joinImages() ? images : List.of();
    List<Path> inputs = Stream.concat(pairs.stream(), joined.stream()).toList();
    try (Duck duck = Duck.open(limits, work, inputs)) {
      duck.view("pairs", Tables.pairs(1), pairs);
      duck.view("images", Tables.IMAGES, joined);
      Removals.load(duck, spec.removals());
      duck.set("host_cap", spec.hostCap());
      duck.set("host_share", spec.hostShare());
      duck.set("shard_size", spec.shardSize());
      duck.run("plan.sql");
      SortedMap<Reason, Long> refused = refused(duck);
      return new Planned(in(duck), refused, examples(duck, refused), shards(duck, work));
    }
  }

  private static long in(Duck duck) throws IOException {
    List<Long> in = new ArrayList<>();
    duck.query("SELECT count(*) FROM verdicts", row -> in.add(row.getLong(1)));
    return in.getFirst();
  }

  private static SortedMap<Reason, Long> refused(Duck duck) throws IOException {
    SortedMap<Reason, Long> refused = new TreeMap<>();
    duck.query(
        "SELECT reason, count(*) FROM verdicts WHERE reason IS NOT NULL GROUP BY reason",
        row -> refused.put(Reason.valueOf(row.getString(1)), row.getLong(2)));
    return refused;
  }

  /// Examples of every reason but one: who asked to be removed is counted, never listed.
  private static SortedMap<Reason, List<String>> examples(
      Duck duck, SortedMap<Reason, Long> refused) throws IOException {
    SortedMap<Reason, List<String>> examples = new TreeMap<>();
    for (Reason reason : refused.keySet()) {
      if (reason != Reason.REMOVED) {
        List<String> urls = new ArrayList<>();
        duck.query(
            "SELECT DISTINCT url FROM verdicts WHERE reason = '%s' ORDER BY url LIMIT %d"
                .formatted(reason, ShardStats.EXAMPLES_KEPT),
            row -> urls.add(row.getString(1)));
        examples.put(reason, urls);
      }
    }
    return examples;
  }

  private List<PlannedShard> shards(Duck duck, Path work) throws IOException {
    ShardWriter shards = new ShardWriter(files, work);
    try (shards) {
      duck.query(
          "SELECT %s, number, size, bucket FROM planned ORDER BY number, place"
              .formatted(RawRows.columns(Tables.SHARD)),
          shards::write);
    }
    return shards.shards();
  }
}
