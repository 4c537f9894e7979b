package pairmill.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pairmill.queue.Task;
import pairmill.run.RunKeys;
import pairmill.store.Store;

/// The runs of a store that are not published yet. Each has a small object of its own, so that
/// finding them takes no longer when many others are done.
public final class Unfinished {
  /// Where those objects are, named as their runs are.
  public static final String FOLDER = "unfinished/";

  private final Store store;

  public Unfinished(Store store) {
    this.store = store;
  }

  /// Takes a run in, before anything else of it is written.
  void add(String run) throws IOException {
    store.commit(FOLDER + run, new byte[0]);
  }

  /// The names of the runs, also of some that were published since the last announcement.
  public List<String> runs() throws IOException {
    return store.list(FOLDER).stream().map(key -> key.substring(FOLDER.length())).toList();
  }

  /// Announces what each run waits for, and strikes off those that are done. For a schedule: so no
  /// run hangs on one message. Asks two or three questions per run.
  ///
  /// @return a task per run, which does nothing where it is too early
  public List<Task> announce() throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (String run : runs()) {
      RunKeys keys = new RunKeys(run);
      if (store.exists(keys.manifest())) {
        store.delete(FOLDER + run);
      } else if (store.exists(keys.planStats())) {
        tasks.add(new Task.Publish(run));
      } else if (store.exists(keys.spec())) {
        tasks.add(new Task.Plan(run));
      }
    }
    return tasks;
  }
}
