package pairmill.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import pairmill.pair.Reason;

/// Turns the pairs of a run into shards. A run larger than memory spills to `work`.
public interface Planner {
  /// Plans a run.
  ///
  /// @param pairs files of [pairmill.row.Tables#pairs(int)]
  /// @param images files of [pairmill.row.Tables#IMAGES]; not read unless the spec joins them
  /// @param work an empty folder for scratch and for the shard files that the result names
  Planned plan(List<Path> pairs, List<Path> images, PlanSpec spec, Path work) throws IOException;

  /// What the planner has to hold to.
  ///
  /// @param joinImages true when pictures come from the archives: each pair gets its image
  ///   response, if there is one
  /// @param hostCap addresses per host and run, 1 or more
  /// @param shardSize pairs per shard at most, 1 to 10,000
  /// @param hostShare pairs of one host per shard at most, 1 or more
  /// @param removals lists, see [Removal]; what they say of pictures is not for the plan
  record PlanSpec(
      boolean joinImages, int hostCap, int shardSize, int hostShare, List<Path> removals) {
    public PlanSpec {
      if (hostCap < 1 || shardSize < 1 || shardSize > 10_000 || hostShare < 1) {
        throw new IllegalArgumentException(
            "no plan with a host cap of %d, shards of %d and host shares of %d"
                .formatted(hostCap, shardSize, hostShare));
      }
      removals = List.copyOf(removals);
    }
  }

  /// A shard that was planned.
  ///
  /// @param number 0 and up, without gaps, in the order (bucket, place)
  /// @param file of [pairmill.row.Tables#SHARD], in the order of the keys
  record PlannedShard(int number, int bucket, int pairs, Path file) {}

  /// What was planned.
  ///
  /// @param in pairs that came in: those of the shards and the refused
  /// @param refused those that got no place, by reason
  /// @param examples per reason, at most [pairmill.shard.ShardStats#EXAMPLES_KEPT] refused
  ///   addresses, in the order of the addresses
  record Planned(
      long in,
      SortedMap<Reason, Long> refused,
      SortedMap<Reason, List<String>> examples,
      List<PlannedShard> shards) {
    public Planned {
      shards = List.copyOf(shards);
      long placed = shards.stream().mapToLong(PlannedShard::pairs).sum();
      long sum = refused.values().stream().mapToLong(Long::longValue).sum();
      if (in != placed + sum) {
        throw new IllegalArgumentException(
            "the plan lost pairs: %d in, %d placed, %d refused".formatted(in, placed, sum));
      }
    }
  }
}
