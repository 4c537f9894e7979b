package pairmill.cli.aws;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import pairmill.pair.StageName;
import pairmill.run.Json;
import pairmill.shard.ShardStats;
import pairmill.store.Store;

/// The statistics of what a run has committed so far, parts of downloads among them.
///
/// @param committed without examples
record RunStats(RunState state, List<ShardStats> committed) {
  private static final int AT_ONCE = 16; // each question waits for an answer, and little else

  /// Reads them.
  static RunStats of(RunState state, Store store) throws IOException, InterruptedException {
    List<Callable<List<ShardStats>>> questions =
        Stream.concat(state.marks().values().stream().flatMap(List::stream), state.parts().stream())
            .map(key -> (Callable<List<ShardStats>>) () -> read(key, store))
            .toList();
    List<ShardStats> committed = new ArrayList<>();
    try (ExecutorService readers = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<List<ShardStats>> answer : readers.invokeAll(questions)) {
        committed.addAll(answer.get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException machine) {
        throw machine;
      }
      throw new IllegalStateException(e.getCause());
    }
    return new RunStats(state, committed);
  }

  // A part is removed when its shard is whole.
  private static List<ShardStats> read(String key, Store store) throws IOException {
    try {
      return List.of(Json.read(store.read(key), ShardStats.class, key).withoutExamples());
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /// Those of one stage.
  List<ShardStats> of(StageName stage) {
    return committed.stream().filter(one -> one.stage() == stage).toList();
  }
}
