package pairmill.stage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pairmill.queue.Task;
import pairmill.run.Incoming;
import pairmill.run.Json;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.run.RunSpec;
import pairmill.store.Digest;
import pairmill.store.Store;

/// Opens runs, lets them grow by archives that arrive, and closes them.
///
/// Whatever is done twice, at once or by a process that dies midway leaves the same: each object of
/// it is written once, and who came second goes on with what is there. Safe for use by many
/// threads.
public final class Runs {
  /// What runs that are opened from now on are made by: a [RunSpec] as JSON. Where it has lists,
  /// they lie beside it, named as in a run.
  public static final String SPEC = "spec.json";

  private static final RunKeys ROOT = new RunKeys("");

  private final Store store;

  /// Runs of one store.
  public Runs(Store store) {
    this.store = store;
  }

  /// Says what runs that are opened from now on are made by. Those that were opened stay as they
  /// are.
  ///
  /// @param removals the removal list that the spec has the hash of
  /// @param suspicious the list of suspicious texts that the spec has the hash of
  public void configure(RunSpec spec, byte @Nullable [] removals, byte @Nullable [] suspicious)
      throws IOException {
    if (removals != null) {
      store.put(ROOT.removals(), removals);
    }
    if (suspicious != null) {
      store.put(ROOT.suspicious(), suspicious);
    }
    store.put(SPEC, Json.bytes(spec));
  }

  private RunSpec spec() throws IOException {
    try {
      return Json.read(store.read(SPEC), RunSpec.class, SPEC);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "[" + SPEC + "] is not there: nothing says what runs are made by; see 'configure'", e);
    }
  }

  /// A run that is closed.
  ///
  /// @param next the tasks that are not known to be done: its plan, and an extract for each input
  ///   without statistics
  /// @param leftOut keys of what lies where the run's archives do and is none of its inputs: it
  ///   came too late, or has no name of an archive
  public record Closed(Run run, List<Task> next, List<String> leftOut) {}

  /// Takes an archive in that has arrived. A second time changes nothing and names the same task.
  ///
  /// @param key where it lies in the store, not encoded
  /// @throws IllegalArgumentException when no archive belongs there, or the run was closed without
  ///   it: it is not taken, and stands in [Closed#leftOut()]
  /// @throws NoSuchFileException when a lone archive does not lie there
  public List<Task> arrived(String key) throws IOException {
    Incoming archive = Incoming.of(key);
    Run run =
        archive.alone()
            ? open(archive.run(), true, List.of(input(archive)))
            : open(archive.run(), false, List.of());
    if (run.closed()) {
      Run.Input known = run.input(archive.name());
      if (known == null) {
        throw new IllegalArgumentException(
            "'%s' arrived after run '%s' was closed: it is not taken"
                .formatted(key, archive.run()));
      }
      if (!known.equals(input(archive))) {
        throw new IllegalArgumentException(
            "'%s' was replaced after run '%s' was closed, when it had %,d bytes: it is not taken"
                .formatted(key, archive.run(), known.bytes()));
      }
    }
    return List.of(new Task.Extract(archive.run(), archive.name()));
  }

  private Run.Input input(Incoming archive) throws IOException {
    return new Run.Input(archive.name(), store.size(archive.key()));
  }

  /// Opens a run, unless there is one of that name.
  ///
  /// @param closed true when it has all its inputs
  /// @return the run, which may be another than was asked for
  public Run open(String run, boolean closed, List<Run.Input> inputs) throws IOException {
    RunKeys keys = new RunKeys(run);
    try {
      return Run.read(store, keys);
    } catch (NoSuchFileException e) {
      RunSpec spec = spec();
      new Unfinished(store).add(run);
      if (spec.removals() != null) {
        copy(ROOT.removals(), spec.removals(), keys.removals());
      }
      if (spec.suspicious() != null) {
        copy(ROOT.suspicious(), spec.suspicious(), keys.suspicious());
      }
      store.commit(keys.spec(), Json.bytes(new Run(spec, closed, inputs, null)));
      return Run.read(store, keys);
    }
  }

  private void copy(String list, String sha256, String key) throws IOException {
    byte[] bytes = store.read(list);
    if (!Digest.sha256(bytes).equals(sha256)) {
      throw new IOException("[%s] is another list than %s".formatted(list, sha256));
    }
    store.put(key, bytes);
  }

  /// Closes a run: what lies there now is all it has. A second time changes nothing.
  ///
  /// @throws IllegalArgumentException when there is nothing to close, or the run is one that closes
  ///   itself
  public Closed close(String run) throws IOException {
    RunKeys keys = new RunKeys(Incoming.checkedRun(run));
    if (!isClosed(keys)) {
      List<Run.Input> inputs = inputs(run);
      if (inputs.isEmpty()) {
        throw new IllegalArgumentException(
            "run '%s' has no archives: none lies under %s".formatted(run, Incoming.folder(run)));
      }
      if (!open(run, false, List.of()).closed()) {
        store.commit(keys.inputs(), Json.bytes(inputs));
      }
    }
    return closed(run, Run.read(store, keys));
  }

  private List<Run.Input> inputs(String run) throws IOException {
    List<Run.Input> inputs = new ArrayList<>();
    for (String key : store.list(Incoming.folder(run))) {
      if (isArchive(key)) {
        inputs.add(input(Incoming.of(key)));
      }
    }
    return inputs;
  }

  private boolean isClosed(RunKeys keys) throws IOException {
    try {
      return Run.read(store, keys).closed();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean isArchive(String key) {
    try {
      Incoming.of(key);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  // Listed again: what came between the first list and the closing was told that the run is open.
  private Closed closed(String name, Run run) throws IOException {
    RunKeys keys = new RunKeys(name);
    Set<String> done = new HashSet<>(store.list(keys.extracts()));
    List<Task> next = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Run.Input input : run.inputs()) {
      taken.add(Incoming.folder(name) + input.name());
      if (!done.contains(keys.extractStats(input.name()))) {
        next.add(new Task.Extract(name, input.name()));
      }
    }
    next.add(new Task.Plan(name));
    List<String> leftOut =
        store.list(Incoming.folder(name)).stream().filter(key -> !taken.contains(key)).toList();
    return new Closed(run, List.copyOf(next), leftOut);
  }
}
