package pairmill.stage;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import pairmill.pair.Pair;
import pairmill.row.Row;
import pairmill.score.Decision;
import pairmill.score.Scored;
import pairmill.score.Scorer;

/// Batches of a shard's samples in their order: one is scored by the caller while others are
/// prepared on threads of their own.
final class Ahead implements AutoCloseable {
  private final Scorer scorer;
  private final Decision decision;
  private final int batches;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<Group> groups = new ArrayDeque<>();

  /// Rows in their order, and the samples among them.
  private record Group(List<Row> rows, @Nullable Future<Scorer.Batch> batch) {}

  /// What a scorer said of a row; null of one that was refused before.
  record Result(Row row, @Nullable Scored scored) {}

  /// @param batches how many are prepared ahead, 1 or more
  Ahead(Scorer scorer, Decision decision, int batches) {
    this.scorer = scorer;
    this.decision = decision;
    this.batches = batches;
  }

  /// True when no more should be added before something was taken.
  boolean full() {
    return groups.size() > batches;
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /// Adds rows.
  ///
  /// @param jpegs the stored pictures of those that were kept so far
  void add(List<Row> rows, List<byte[]> jpegs) {
    List<Pair> pairs = rows.stream().filter(Row::kept).map(Row::pair).toList();
    groups.add(
        new Group(
            rows, pairs.isEmpty() ? null : threads.submit(() -> scorer.prepare(pairs, jpegs))));
  }

  /// Scores the rows that were added first.
  List<Result> take() throws IOException, InterruptedException {
    if (Thread.interrupted()) { // where the device is the slow part, nothing here ever waits
      throw new InterruptedException();
    }
    Group group = groups.remove();
    List<Scored> all = List.of();
    if (group.batch != null) {
      try (Scorer.Batch batch = await(group.batch)) {
        all = batch.score(decision);
      }
    }
    List<Result> results = new ArrayList<>();
    int next = 0;
    for (Row row : group.rows) {
      results.add(new Result(row, row.kept() ? all.get(next++) : null));
    }
    if (next != all.size()) {
      throw new IllegalStateException("%d scores for %d samples".formatted(all.size(), next));
    }
    return results;
  }

  private static Scorer.Batch await(Future<Scorer.Batch> batch)
      throws IOException, InterruptedException {
    try {
      return batch.get();
    } catch (ExecutionException e) {
      Throwable cause = requireNonNull(e.getCause());
      if (cause instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("a batch could not be prepared", cause);
    }
  }

  /// Gives back what was prepared and not taken.
  @Override
  public void close() {
    threads.close();
    for (Group group : groups) {
      if (group.batch != null && group.batch.state() == Future.State.SUCCESS) {
        group.batch.resultNow().close();
      }
    }
  }
}
