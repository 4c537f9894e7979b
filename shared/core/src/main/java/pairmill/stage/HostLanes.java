package pairmill.stage;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import pairmill.download.PlannedPair;
import pairmill.pair.Hosts;

/// Works through the pairs of a shard in lanes: [#LANES] virtual threads per host, which is how
/// many connections a host is asked for at once. A slow host holds up nobody but itself.
final class HostLanes {
  /// Lanes per host.
  static final int LANES = 2;

  /// What is done with each pair.
  @FunctionalInterface
  interface Work {
    /// Does the work for the pair at a place of the list.
    void accept(int index, PlannedPair pair) throws IOException, InterruptedException;
  }

  private HostLanes() {}

  /// Returns when every pair was worked on, or no more are to be taken; the first failure ends the
  /// others.
  ///
  /// @param enough asked before each pair is taken, by many threads: true when none should be
  static void run(List<PlannedPair> pairs, BooleanSupplier enough, Work work)
      throws IOException, InterruptedException {
    Map<String, Queue<Integer>> hosts = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      String host = Hosts.of(pairs.get(i).pair().url());
      hosts.computeIfAbsent(host, h -> new ConcurrentLinkedQueue<>()).add(i);
    }
    try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
      ExecutorCompletionService<Void> ended = new ExecutorCompletionService<>(lanes);
      int started = 0;
      for (Queue<Integer> host : hosts.values()) {
        for (int lane = Math.min(LANES, host.size()); lane > 0; lane--) {
          ended.submit(() -> follow(host, pairs, enough, work));
          started++;
        }
      }
      try {
        for (; started > 0; started--) {
          ended.take().get();
        }
      } catch (ExecutionException e) {
        throw failure(e);
      } finally {
        lanes.shutdownNow();
      }
    }
  }

  private static Void follow(
      Queue<Integer> host, List<PlannedPair> pairs, BooleanSupplier enough, Work work)
      throws IOException, InterruptedException {
    while (!enough.getAsBoolean()) {
      Integer index = host.poll();
      if (index == null) {
        break;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      work.accept(index, pairs.get(index));
    }
    return null;
  }

  private static IOException failure(ExecutionException e) throws InterruptedException {
    return switch (e.getCause()) {
      case IOException cause -> cause;
      case InterruptedException cause -> throw cause;
      case RuntimeException cause -> throw cause;
      case null, default -> throw new IllegalStateException(e);
    };
  }
}
