package pairmill.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import pairmill.download.PlannedPair;
import pairmill.pair.Pair;
import pairmill.pair.Reason;
import pairmill.row.RowSink;
import pairmill.row.RowSource;
import pairmill.row.TableFiles;
import pairmill.row.Tables;
import pairmill.sample.SampleKey;

/// Refuses addresses that came before, and cuts the rest into shards in the order of the addresses.
///
/// @param shardSize pairs per shard at most
record FakePlanner(TableFiles tables, int shardSize) implements Planner {
  @Override
  public Planned plan(List<Path> pairs, List<Path> images, PlanSpec spec, Path work)
      throws IOException {
    SortedMap<String, Pair> unique = new TreeMap<>();
    long in = 0;
    for (Path file : pairs) {
      try (RowSource<Pair> source = tables.open(file, Tables.pairs(1))) {
        for (Pair pair = source.next(); pair != null; pair = source.next()) {
          unique.putIfAbsent(pair.url(), pair);
          in++;
        }
      }
    }
    SortedMap<Reason, Long> refused = new TreeMap<>();
    if (in > unique.size()) {
      refused.put(Reason.DUPLICATE, in - unique.size());
    }
    return new Planned(in, refused, new TreeMap<>(), shards(List.copyOf(unique.values()), work));
  }

  private List<PlannedShard> shards(List<Pair> pairs, Path work) throws IOException {
    List<PlannedShard> shards = new ArrayList<>();
    for (int from = 0; from < pairs.size(); from += shardSize) {
      List<Pair> some = pairs.subList(from, Math.min(from + shardSize, pairs.size()));
      int number = shards.size();
      Path file = work.resolve("shard-" + number);
      try (RowSink<PlannedPair> sink = tables.create(file, Tables.SHARD)) {
        for (int i = 0; i < some.size(); i++) {
          sink.write(new PlannedPair(some.get(i), SampleKey.of(number, i), null));
        }
      }
      shards.add(new PlannedShard(number, number % 2, some.size(), file));
    }
    return shards;
  }
}
