package pairmill.cli.aws;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.aws.Aws;
import pairmill.aws.S3Address;
import pairmill.aws.S3Store;
import pairmill.cli.RunFolder;
import pairmill.cli.RunPlace;
import pairmill.cli.WrongUseException;
import pairmill.run.Run;
import pairmill.store.Scratch;
import pairmill.store.Store;

/// A folder in S3. Nothing there keeps a second process out.
///
/// @param folder the bucket, and the start of keys
public record S3Place(Aws aws, S3Address folder) implements RunPlace {
  /// The folder that a flag names.
  ///
  /// @throws WrongUseException when it names none, or the environment does not tell where
  public static S3Place of(String address) {
    S3Address folder = Place.address("--store", address);
    if (folder.key().isEmpty()) {
      throw new WrongUseException(
          "--store: a run has a folder of its own, s3://BUCKET/FOLDER, not '" + address + "'");
    }
    return new S3Place(Place.aws(), folder);
  }

  @Override
  public @Nullable Run stored() throws IOException {
    try (Scratch scratch = Scratch.open();
        S3Store store = S3Store.open(aws, folder, scratch.folder())) {
      return Run.read(store, RunFolder.KEYS);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  @Override
  public RunFolder open() throws IOException {
    Scratch scratch = Scratch.open();
    S3Store store;
    try {
      store = S3Store.open(aws, folder, scratch.folder());
    } catch (IOException | RuntimeException e) {
      scratch.close();
      throw e;
    }
    return new RunFolder(
        toString(),
        store,
        new Folders(store),
        () -> {
          try (scratch) {
            store.close();
          }
        });
  }

  private record Folders(Store store) implements RunFolder.Contents {
    @Override
    public boolean holds(String name) throws IOException {
      return store.exists(name) || !store.list(name + "/").isEmpty();
    }

    @Override
    public void remove(String name) throws IOException {
      store.delete(name);
      List<String> below = store.list(name + "/");
      for (String key : below) {
        store.delete(key);
      }
    }
  }

  @Override
  public String toString() {
    return folder.toString().replaceFirst("/+$", "");
  }
}
