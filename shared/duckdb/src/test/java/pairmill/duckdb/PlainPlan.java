package pairmill.duckdb;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pairmill.download.ArchivedImage;
import pairmill.download.PlannedPair;
import pairmill.pair.Hosts;
import pairmill.pair.Pair;
import pairmill.pair.Reason;
import pairmill.sample.SampleKey;
import pairmill.stage.Planner.PlanSpec;

/// The plan, worked out with lists and maps: what the SQL is compared with.
final class PlainPlan {
  final SortedMap<Reason, List<Pair>> refused = new TreeMap<>();
  final List<List<PlannedPair>> shards = new ArrayList<>();
  final List<Integer> buckets = new ArrayList<>();

  private final PlanSpec spec;
  private final int bucketCount;
  private final Set<String> removals;
  private final Map<String, ArchivedImage> images = new HashMap<>();

  PlainPlan(
      List<Pair> pairs,
      List<ArchivedImage> images,
      PlanSpec spec,
      Set<String> removals,
      int bucketCount) {
    this.spec = spec;
    this.removals = removals;
    this.bucketCount = bucketCount;
    images.stream()
        .sorted(
            comparing(ArchivedImage::capturedAt, nullsLast(naturalOrder()))
                .thenComparing(ArchivedImage::archiveFile)
                .thenComparingLong(ArchivedImage::offset))
        .forEach(image -> this.images.putIfAbsent(image.url(), image));
    shard(capped(firstSightings(pairs)));
  }

  private List<Pair> firstSightings(List<Pair> pairs) {
    Comparator<Pair> earliest =
        comparing((Pair p) -> p.provenance().capturedAt(), nullsLast(naturalOrder()))
            .thenComparing(p -> p.provenance().archiveFile())
            .thenComparingLong(p -> p.provenance().ordinal());
    Set<String> seen = new HashSet<>();
    List<Pair> first = new ArrayList<>();
    for (Pair pair : pairs.stream().sorted(earliest).toList()) {
      if (removed(pair)) {
        refuse(Reason.REMOVED, pair);
      } else if (!seen.add(pair.url())) {
        refuse(Reason.DUPLICATE, pair);
      } else {
        first.add(pair);
      }
    }
    return first;
  }

  private boolean removed(Pair pair) {
    String host = Hosts.of(pair.url());
    return removals.contains(pair.url())
        || removals.contains(Long.toString(pair.hash()))
        || removals.stream().anyMatch(r -> host.equals(r) || host.endsWith("." + r));
  }

  private List<Pair> capped(List<Pair> pairs) {
    Map<String, Integer> taken = new HashMap<>();
    List<Pair> capped = new ArrayList<>();
    for (Pair pair : pairs.stream().sorted(comparing(Pair::url, RowFiles.BY_BYTES)).toList()) {
      if (taken.merge(Hosts.of(pair.url()), 1, Integer::sum) > spec.hostCap()) {
        refuse(Reason.HOST_CAP, pair);
      } else {
        capped.add(pair);
      }
    }
    return capped;
  }

  /// Takes pairs in the order of their addresses.
  private void shard(List<Pair> pairs) {
    Map<String, Integer> taken = new HashMap<>();
    List<Turn> turns = new ArrayList<>();
    for (Pair pair : pairs) {
      String host = Hosts.of(pair.url());
      int rank = taken.merge(host, 1, Integer::sum) - 1;
      turns.add(
          new Turn(pair, host, Hosts.bucket(host, bucketCount), rank, rank / spec.hostShare()));
    }
    Map<Integer, Map<Integer, List<Turn>>> waves =
        turns.stream()
            .collect(
                groupingBy(
                    Turn::bucket, TreeMap::new, groupingBy(Turn::wave, TreeMap::new, toList())));
    waves.forEach((bucket, byWave) -> byWave.values().forEach(wave -> cut(bucket, wave)));
  }

  private void cut(int bucket, List<Turn> wave) {
    List<Turn> inTurn =
        wave.stream()
            .sorted(comparingInt(Turn::rank).thenComparing(Turn::host, RowFiles.BY_BYTES))
            .toList();
    for (int from = 0; from < inTurn.size(); from += spec.shardSize()) {
      int number = shards.size();
      List<PlannedPair> shard = new ArrayList<>();
      for (Turn turn : inTurn.subList(from, Math.min(inTurn.size(), from + spec.shardSize()))) {
        String key = SampleKey.of(number, shard.size());
        shard.add(new PlannedPair(turn.pair, key, image(turn.pair.url())));
      }
      shards.add(shard);
      buckets.add(bucket);
    }
  }

  private @Nullable ArchivedImage image(String url) {
    return spec.joinImages() ? images.get(url) : null;
  }

  private void refuse(Reason reason, Pair pair) {
    refused.computeIfAbsent(reason, r -> new ArrayList<>()).add(pair);
  }

  private record Turn(Pair pair, String host, int bucket, int rank, int wave) {}
}
