package pairmill.explorer.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import pairmill.store.Scratch;

/// The folder of an index, which is brought up to date before it is looked at.
///
/// `index.json` is written last: where it is missing or tells of other files, the index is built
/// anew; where it tells of some of the files as they stand, the others are added.
public final class IndexFolder {
  /// Below this the rows of a few files are sorted on disk.
  private static final long MEMORY = 2L << 30;

  private final Path folder;

  public IndexFolder(Path folder) {
    this.folder = folder;
  }

  /// Is told what happens, in words, and how far it got.
  @FunctionalInterface
  public interface Progress {
    /// Tells.
    ///
    /// @param done of `all`; both are 0 where that is not known
    void at(String step, long done, long all);
  }

  /// Makes the index tell of these files and embeddings, and its counts leave out what is to be
  /// removed.
  ///
  /// @return what it is made of
  public Mark build(
      List<Source> sources, List<Source> embeddings, RemovalList removals, Progress progress)
      throws IOException {
    Files.createDirectories(folder);
    try (FileChannel lock =
            FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = lock.lock()) {
      Optional<Mark> mark = Mark.read(folder);
      if (mark.isPresent()
          && held.isValid()
          && mark.get().sources().equals(sources)
          && mark.get().embeddings().equals(embeddings)
          && mark.get().removals().equals(removals.sha256())) {
        return mark.get();
      }
      return new IndexBuild(this, removals, progress).of(sources, embeddings, mark);
    }
  }

  /// Forgets all that is there.
  void clear() throws IOException {
    Mark.remove(folder);
    Files.deleteIfExists(database());
    Files.deleteIfExists(folder.resolve("index.duckdb.wal"));
    Files.deleteIfExists(embeddings());
    if (Files.exists(captions())) {
      Scratch.remove(captions());
    }
  }

  Path path() {
    return folder;
  }

  Path database() {
    return folder.resolve("index.duckdb");
  }

  Path captions() {
    return folder.resolve("captions");
  }

  Path embeddings() {
    return folder.resolve("embeddings");
  }

  Database writable() throws IOException {
    return Database.writable(database(), folder.resolve("spill"), MEMORY);
  }
}
