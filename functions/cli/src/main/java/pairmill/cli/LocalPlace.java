package pairmill.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pairmill.run.Json;
import pairmill.run.Run;
import pairmill.store.LocalStore;
import pairmill.store.Scratch;

/// A folder of this machine.
record LocalPlace(Path path) implements RunPlace {
  private static final Set<String> UNWRITABLE = Set.of("Not a directory", "Read-only file system");

  @Override
  public @Nullable Run stored() throws IOException {
    Path file = path.resolve(RunFolder.KEYS.spec());
    return Files.isRegularFile(file)
        ? Json.read(Files.readAllBytes(file), Run.class, file.toString())
        : null;
  }

  @Override
  public RunFolder open() throws IOException {
    try {
      LocalStore store = LocalStore.open(path);
      return new RunFolder(toString(), store, new Folders(path), store);
    } catch (AccessDeniedException | FileAlreadyExistsException e) {
      throw new WrongUseException(path + ": cannot be written to");
    } catch (FileSystemException e) {
      if (e.getReason() != null && UNWRITABLE.contains(e.getReason())) {
        throw new WrongUseException(path + ": cannot be written to: " + e.getReason());
      }
      throw e;
    }
  }

  private record Folders(Path path) implements RunFolder.Contents {
    @Override
    public boolean holds(String name) {
      return Files.exists(path.resolve(name));
    }

    @Override
    public void remove(String name) throws IOException {
      Scratch.remove(path.resolve(name));
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
