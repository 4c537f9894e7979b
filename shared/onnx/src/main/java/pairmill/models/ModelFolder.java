package pairmill.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pairmill.store.Digest;

/// A model on this machine: in a folder, or in the program itself. Safe for use by many threads.
public final class ModelFolder {
  /// The largest file that is taken into memory whole.
  private static final int MOST_IN_MEMORY = 256 << 20;

  private final Model model;
  private final @Nullable Path folder;
  private final Map<String, String> hashes = new HashMap<>();

  private ModelFolder(Model model, @Nullable Path folder) {
    this.model = model;
    this.folder = folder;
  }

  /// A model in a folder that holds all files of its card.
  static ModelFolder at(Path folder, Model model) {
    return new ModelFolder(model, folder);
  }

  /// A model that comes with the program.
  static ModelFolder bundled(Model model) {
    return new ModelFolder(model, null);
  }

  /// Its card.
  public Model model() {
    return model;
  }

  /// True when it comes with the program, and its files stand in no folder.
  public boolean isBundled() {
    return folder == null;
  }

  /// Where a file stands. Heads that come with the program stand in no folder: see [#bytes].
  ///
  /// @throws IllegalArgumentException when the card names no such file
  /// @throws IllegalStateException when the model comes with the program
  public Path path(String file) {
    check(file);
    if (folder == null) {
      throw new IllegalStateException(place(file) + " comes with the program, and not as a file");
    }
    return folder.resolve(file);
  }

  /// A file's bytes, 256 MiB at most.
  ///
  /// @throws IOException when it is gone, or larger
  /// @throws IllegalArgumentException when the card names no such file
  public byte[] bytes(String file) throws IOException {
    try (InputStream in = open(file)) {
      byte[] bytes = in.readNBytes(MOST_IN_MEMORY + 1);
      if (bytes.length > MOST_IN_MEMORY) {
        throw new IOException(
            "%s must be at most %,d bytes".formatted(place(file), MOST_IN_MEMORY));
      }
      return bytes;
    }
  }

  /// A file's hash, in lower-case hexadecimal; computed once.
  ///
  /// @throws IOException when it cannot be read, or is not what the card says: damaged
  /// @throws IllegalArgumentException when the card names no such file
  public synchronized String sha256(String file) throws IOException {
    String known = hashes.get(file);
    if (known != null) {
      return known;
    }
    String found = folder == null ? Digest.sha256(bytes(file)) : Digest.sha256(path(file));
    String expected = check(file).sha256();
    if (expected != null && !expected.equals(found)) {
      throw new IOException(
          "%s is damaged: expected sha256 %s, found %s".formatted(place(file), expected, found));
    }
    hashes.put(file, found);
    return found;
  }

  private InputStream open(String file) throws IOException {
    if (folder != null) {
      return Files.newInputStream(path(file));
    }
    check(file);
    InputStream in = Catalog.open(model, file);
    if (in == null) {
      throw new NoSuchFileException(place(file));
    }
    return in;
  }

  private ModelFile check(String file) {
    return model
        .file(file)
        .orElseThrow(
            () -> new IllegalArgumentException(model.name() + " has no file named " + file));
  }

  private String place(String file) {
    return "[" + (folder == null ? model.name() + "/" + file : folder.resolve(file)) + "]";
  }
}
