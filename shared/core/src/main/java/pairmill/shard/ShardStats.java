package pairmill.shard;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import pairmill.cost.Cost;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.queue.Task;

/// What one finished task did. Written last: where it stands, the task is committed.
///
/// @param in what came in: image elements for extract, pairs for the others
/// @param out what went on
/// @param refused what did not, by reason; `in` = `out` + their sum
/// @param counts further counts by name, such as `records`, `pages`, `bytes`
/// @param damage what could not be read, at most [#DAMAGE_KEPT] entries; `counts` has their full
///   number as `damage`
/// @param examples per reason, at most [#EXAMPLES_KEPT] refused things, for people
/// @param next the tasks that follow
/// @param seconds how long the task took
/// @param cost an estimate of what the task cost
public record ShardStats(
    StageName stage,
    long in,
    long out,
    SortedMap<Reason, Long> refused,
    SortedMap<String, Long> counts,
    List<Damage> damage,
    SortedMap<Reason, List<String>> examples,
    List<Task> next,
    double seconds,
    Cost cost) {
  /// How many damaged places one task lists.
  public static final int DAMAGE_KEPT = 1_000;

  /// How many examples one task keeps per reason.
  public static final int EXAMPLES_KEPT = 100;

  public ShardStats {
    long sum = refused.values().stream().mapToLong(Long::longValue).sum();
    boolean negative = out < 0 || refused.values().stream().anyMatch(n -> n < 0);
    if (in != out + sum || negative) {
      throw new IllegalArgumentException(
          "%s: %,d in, but %,d out and %,d refused: %s"
              .formatted(stage.label(), in, out, sum, refused));
    }
    refused = new TreeMap<>(refused);
    counts = new TreeMap<>(counts);
    examples = new TreeMap<>(examples);
    damage = List.copyOf(damage);
    next = List.copyOf(next);
  }

  /// A further count, 0 when it was not made.
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /// The numbers alone.
  public ShardStats withoutExamples() {
    return new ShardStats(
        stage, in, out, refused, counts, damage, new TreeMap<>(), next, seconds, cost);
  }
}
