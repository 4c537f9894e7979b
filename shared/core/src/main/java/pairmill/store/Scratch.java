package pairmill.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// An empty folder that is gone when closed.
///
/// @param folder where to write
public record Scratch(Path folder) implements Closeable {
  /// Makes one beside a store, so that its files become objects by a rename where that is possible.
  public static Scratch open(Store store) throws IOException {
    return new Scratch(store.scratch());
  }

  /// Makes one where the system keeps temporary files.
  public static Scratch open() throws IOException {
    return new Scratch(Files.createTempDirectory("pairmill-"));
  }

  /// Removes a file or a folder with all that is in it, if it is there.
  public static void remove(Path top) throws IOException {
    if (!Files.exists(top)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(top)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void close() throws IOException {
    remove(folder);
  }
}
