package pairmill.queue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/// One unit of queued work. Small, immutable, naming its data by object key, never carrying it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Task.Extract.class, name = "extract"),
  @JsonSubTypes.Type(value = Task.Plan.class, name = "plan"),
  @JsonSubTypes.Type(value = Task.Download.class, name = "download"),
  @JsonSubTypes.Type(value = Task.Score.class, name = "score"),
  @JsonSubTypes.Type(value = Task.Publish.class, name = "publish")
})
public sealed interface Task {
  /// The run it belongs to: the name of a folder of the store, or empty where the store holds one
  /// run.
  String run();

  /// Tasks of one group are never worked on at the same time; null when it may always be worked on.
  default @Nullable String group() {
    return null;
  }

  /// Extract one input of the run.
  ///
  /// @param input name of the input, as `run.json` lists it
  record Extract(String run, String input) implements Task {}

  /// Plan the run, if all its extracts are committed.
  record Plan(String run) implements Task {
    @Override
    public String group() {
      return "run:" + run;
    }
  }

  /// Download one shard, or what earlier tasks of it did not get to.
  ///
  /// @param shard number of the shard, 0 or more
  /// @param bucket the bucket whose hosts the shard holds
  /// @param part how often the shard was handed on, 0 at first
  record Download(String run, int shard, int bucket, int part) implements Task {
    public Download {
      if (part < 0) {
        throw new IllegalArgumentException("no part of a shard: " + part);
      }
    }

    /// The first task of a shard.
    public Download(String run, int shard, int bucket) {
      this(run, shard, bucket, 0);
    }

    @Override
    public String group() {
      return "bucket:" + bucket;
    }
  }

  /// Score one downloaded shard.
  record Score(String run, int shard) implements Task {}

  /// Publish the run, if all its shards are scored.
  record Publish(String run) implements Task {
    @Override
    public String group() {
      return "run:" + run;
    }
  }
}
