package pairmill.stage;

import java.io.IOException;
import java.util.List;
import pairmill.queue.Task;
import pairmill.run.Json;
import pairmill.shard.ShardStats;
import pairmill.store.Store;

/// The commit mark of a task: its statistics, written last and only once.
final class Commit {
  private Commit() {}

  /// Commits a task, unless another delivery of it did meanwhile: both did the same work.
  ///
  /// @return the next tasks
  static List<Task> write(Ports ports, String key, ShardStats stats) throws IOException {
    ports.store().commit(key, Json.bytes(stats));
    ports.progress().committed(key, stats);
    return stats.next();
  }

  static ShardStats read(Store store, String key) throws IOException {
    return Json.read(store.read(key), ShardStats.class, key);
  }
}
