package pairmill.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.store.LocalStore;
import pairmill.store.Scratch;

/// A folder that holds one run.
public final class RunFolder implements Closeable {
  private static final Set<String> UNWRITABLE = Set.of("Not a directory", "Read-only file system");

  /// The names of the run's objects; a folder holds one run, so the run has no name.
  public static final RunKeys KEYS = new RunKeys("");

  /// In the order in which they go: what is left after a kill is never taken for more than it is.
  private static final List<String> CONTENTS =
      List.of(
          "dataset/manifest.json",
          "dataset",
          "scores",
          "samples",
          "plan",
          "extract",
          "removals.txt",
          "run.json");

  private final Path path;
  private final LocalStore store;

  private RunFolder(Path path, LocalStore store) {
    this.path = path;
    this.store = store;
  }

  /// Opens a folder, which is made if it is not there.
  ///
  /// @throws WrongUseException when it cannot be written to
  /// @throws IOException when another process works in it, or the machine fails
  public static RunFolder open(Path path) throws IOException {
    try {
      return new RunFolder(path, LocalStore.open(path));
    } catch (AccessDeniedException | FileAlreadyExistsException e) {
      throw new WrongUseException(path + ": cannot be written to");
    } catch (FileSystemException e) {
      if (e.getReason() != null && UNWRITABLE.contains(e.getReason())) {
        throw new WrongUseException(path + ": cannot be written to: " + e.getReason());
      }
      throw e;
    }
  }

  /// True when a folder holds a run; the folder is left as it is.
  public static boolean holdsRun(Path path) {
    return Files.isRegularFile(path.resolve(KEYS.spec()));
  }

  public Path path() {
    return path;
  }

  public LocalStore store() {
    return store;
  }

  /// True when a run was opened here before.
  public boolean holdsRun() {
    return store.exists(KEYS.spec());
  }

  /// True when objects of a run stand here, but not the run itself: nobody can say what they are
  /// made of. A removal list alone is none: it is written before the run, and again with it.
  public boolean holdsRemains() {
    return !holdsRun()
        && CONTENTS.stream()
            .filter(name -> !name.equals(KEYS.removals()))
            .anyMatch(name -> Files.exists(path.resolve(name)));
  }

  /// True when the run here is done.
  public boolean published() {
    return store.exists(KEYS.manifest());
  }

  /// The run that was opened here.
  public Run run() throws IOException {
    return Run.read(store, KEYS);
  }

  /// Removes the run, and nothing else that the folder may hold.
  public void clear() throws IOException {
    for (String name : CONTENTS) {
      Scratch.remove(path.resolve(name));
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
