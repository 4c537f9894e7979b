package pairmill.dataset;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import pairmill.pair.Reason;
import pairmill.shard.ShardStats;

/// `examples.json`: a few of the refused, so that a reader sees what a reason means in practice.
public final class Examples {
  /// Who asked to be removed is not shown again.
  private static final Set<Reason> UNTOLD =
      EnumSet.of(Reason.REMOVED, Reason.REMOVED_PICTURE, Reason.UNSAFE);

  private final SortedMap<Reason, List<String>> examples = new TreeMap<>();

  /// Takes the first examples of each reason; called in an order that does not change between runs.
  public void add(ShardStats stats) {
    stats.examples().forEach(this::add);
  }

  private void add(Reason reason, List<String> some) {
    if (!UNTOLD.contains(reason)) {
      List<String> kept = examples.computeIfAbsent(reason, r -> new ArrayList<>());
      some.stream().limit(ShardStats.EXAMPLES_KEPT - kept.size()).forEach(kept::add);
    }
  }

  SortedMap<Reason, List<String>> byReason() {
    return examples;
  }
}
