package pairmill.stage;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import pairmill.cost.Billing;
import pairmill.cost.Cost;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.queue.Task;
import pairmill.shard.Damage;
import pairmill.shard.ShardStats;

/// Counts what one task does, tells the progress, and becomes its statistics. Safe for use by many
/// threads.
final class Tally implements AutoCloseable {
  private final StageName stage;
  private final Progress progress;
  private final InstantSource clock;
  private final long startMillis;
  private final Billing.Meter meter;
  private final SortedMap<Reason, Long> refused = new TreeMap<>();
  private final SortedMap<Reason, SortedSet<String>> examples = new TreeMap<>();
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final List<Damage> damage = new ArrayList<>();
  private long kept;
  private double earlierSeconds;
  private Cost earlierCost = Cost.NONE;

  Tally(StageName stage, Ports ports) {
    this.stage = stage;
    this.progress = ports.progress();
    this.clock = ports.clock();
    this.startMillis = clock.millis();
    this.meter = ports.billing().start();
    progress.started(stage);
  }

  synchronized void kept(long items) {
    kept += items;
    progress.kept(stage, items);
  }

  synchronized void refused(Reason reason, String example) {
    refused(reason, 1L, List.of(example));
  }

  synchronized void refused(Reason reason, long items, List<String> some) {
    refused.merge(reason, items, Long::sum);
    SortedSet<String> kept = examples.computeIfAbsent(reason, r -> new TreeSet<>());
    some.forEach(example -> keep(kept, shortened(example)));
    progress.refused(stage, reason, items);
  }

  // The first in their order, not in that of threads: equal work has equal examples.
  private static void keep(SortedSet<String> kept, String example) {
    kept.add(example);
    if (kept.size() > ShardStats.EXAMPLES_KEPT) {
      kept.removeLast();
    }
  }

  synchronized void count(String name, long items) {
    counts.merge(name, items, Long::sum);
    if (name.equals("bytes")) {
      progress.bytes(stage, items);
    }
  }

  synchronized void damage(Damage place) {
    counts.merge("damage", 1L, Long::sum);
    if (damage.size() < ShardStats.DAMAGE_KEPT) {
      damage.add(place);
    }
  }

  /// Adds what an earlier task did of the same work. The progress was told then.
  synchronized void add(ShardStats earlier) {
    kept += earlier.out();
    earlier.refused().forEach((reason, n) -> refused.merge(reason, n, Long::sum));
    earlier.counts().forEach((name, n) -> counts.merge(name, n, Long::sum));
    earlier
        .examples()
        .forEach((reason, some) -> {
          SortedSet<String> all = examples.computeIfAbsent(reason, r -> new TreeSet<>());
          some.forEach(example -> keep(all, example));
        });
    earlierSeconds += earlier.seconds();
    earlierCost = earlierCost.plus(earlier.cost());
  }

  synchronized ShardStats stats(List<Task> next) {
    long sum = refused.values().stream().mapToLong(Long::longValue).sum();
    double seconds = (clock.millis() - startMillis) / 1000.0;
    Cost cost = earlierCost.plus(meter.cost(Math.max(0, seconds)));
    SortedMap<Reason, List<String>> some = new TreeMap<>();
    examples.forEach((reason, kept) -> some.put(reason, List.copyOf(kept)));
    return new ShardStats(
        stage,
        kept + sum,
        kept,
        refused,
        counts,
        damage,
        some,
        next,
        earlierSeconds + seconds,
        cost);
  }

  private static String shortened(String example) {
    return example.length() <= 300 ? example : example.substring(0, 300) + "...";
  }

  @Override
  public void close() {
    progress.finished(stage);
  }
}
