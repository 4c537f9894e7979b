package pairmill.stage;

import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.shard.ShardStats;

/// Hears how the work goes, as it goes: as much of it as an implementation cares for. Called by
/// many threads; must be quick and must not throw.
public interface Progress {
  /// Hears nothing.
  Progress NONE = new Progress() {};

  /// A task of a stage begins to work. One that was committed before does not.
  default void started(StageName stage) {}

  /// A task of a stage that began to work ended, whatever way.
  default void finished(StageName stage) {}

  default void kept(StageName stage, long items) {}

  default void refused(StageName stage, Reason reason, long items) {}

  /// So many more bytes were read by a stage.
  default void bytes(StageName stage, long bytes) {}

  /// A task was committed.
  ///
  /// @param key of its statistics, which name its run and its shard
  default void committed(String key, ShardStats stats) {}
}
