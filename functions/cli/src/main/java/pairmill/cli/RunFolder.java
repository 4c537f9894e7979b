package pairmill.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import pairmill.run.ImagesFrom;
import pairmill.run.Json;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.shard.ShardStats;
import pairmill.store.Store;

/// A folder, here or in S3, that holds one run.
public final class RunFolder implements Closeable {
  /// The names of the run's objects; a folder holds one run, so the run has no name.
  public static final RunKeys KEYS = new RunKeys("");

  /// In the order in which they go: what is left after a kill is never taken for more than it is.
  private static final List<String> CONTENTS =
      List.of(
          "dataset/manifest.json",
          "dataset",
          "publish",
          "scores",
          "samples",
          "plan",
          "extract",
          "removals.txt",
          "suspicious.txt",
          "run.json");

  private static final Set<String> LISTS = Set.of(KEYS.removals(), KEYS.suspicious());

  private static final String NOT_DONE = ": the run is not done: 'pairmill run' has to end first";

  private final String name;
  private final Store store;
  private final Contents contents;
  private final Closeable end;

  /// What stands in the folder by its first names, which may be objects or folders of them.
  public interface Contents {
    boolean holds(String name) throws IOException;

    /// Removes an object or a folder with all that is in it, if it is there.
    void remove(String name) throws IOException;
  }

  /// A folder.
  ///
  /// @param name for people
  /// @param end closes the store
  public RunFolder(String name, Store store, Contents contents, Closeable end) {
    this.name = name;
    this.store = store;
    this.contents = contents;
    this.end = end;
  }

  /// What people call the folder.
  public String name() {
    return name;
  }

  public Store store() {
    return store;
  }

  /// True when a run was opened here before.
  public boolean holdsRun() throws IOException {
    return store.exists(KEYS.spec());
  }

  /// True when objects of a run stand here, but not the run itself: nobody can say what they are
  /// made of. Lists alone are none: they are written before the run, and again with it.
  public boolean holdsRemains() throws IOException {
    if (holdsRun()) {
      return false;
    }
    for (String each : CONTENTS) {
      if (!LISTS.contains(each) && contents.holds(each)) {
        return true;
      }
    }
    return false;
  }

  /// True when the run here is done.
  public boolean published() throws IOException {
    return store.exists(KEYS.manifest());
  }

  /// The run that was opened here.
  public Run run() throws IOException {
    return Run.read(store, KEYS);
  }

  /// How many shards there are to score.
  ///
  /// @throws WrongUseException when the run is not that far, or did not keep its pictures
  int shardsToScore() throws IOException {
    if (run().spec().images() == ImagesFrom.NONE) {
      throw new WrongUseException(name + ": this run took no pictures");
    }
    if (!store.exists(KEYS.planStats())) {
      throw new WrongUseException(name + NOT_DONE);
    }
    String plan = KEYS.planStats();
    int shards = (int) Json.read(store.read(plan), ShardStats.class, plan).count("shards");
    for (int shard = 0; shard < shards; shard++) {
      if (!store.exists(KEYS.downloadStats(shard))) {
        throw new WrongUseException(name + NOT_DONE);
      }
      if (!store.exists(KEYS.tar(shard))) {
        throw new WrongUseException(
            name + ": this run did not keep its pictures, see --keep-images of 'pairmill run'");
      }
    }
    return shards;
  }

  /// Removes what was made of the pictures, so that they can be scored again.
  void clearScores() throws IOException {
    for (String each : List.of("dataset/manifest.json", "dataset", "scores")) {
      contents.remove(each);
    }
  }

  /// Removes the run, and nothing else that the folder may hold.
  public void clear() throws IOException {
    for (String each : CONTENTS) {
      contents.remove(each);
    }
  }

  @Override
  public void close() throws IOException {
    end.close();
  }
}
