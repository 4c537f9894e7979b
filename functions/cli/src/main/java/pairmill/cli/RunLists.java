package pairmill.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import pairmill.run.RunKeys;
import pairmill.score.SuspiciousText;
import pairmill.stage.Removal;
import pairmill.store.Digest;
import pairmill.store.Store;

/// The lists that a run may be given, checked before it begins.
public final class RunLists {
  private final byte @Nullable [] removals;
  private final byte @Nullable [] suspicious;

  private RunLists(byte @Nullable [] removals, byte @Nullable [] suspicious) {
    this.removals = removals;
    this.suspicious = suspicious;
  }

  private interface Reading {
    void read(byte[] list, String name) throws IOException;
  }

  /// Reads the lists that the flags name.
  public static RunLists read(SpecOptions options) throws IOException {
    return new RunLists(removals(options.removals), suspicious(options.scoring.suspicious));
  }

  /// The removal list.
  public byte @Nullable [] removals() {
    return removals;
  }

  /// The list of suspicious texts.
  public byte @Nullable [] suspicious() {
    return suspicious;
  }

  /// Keeps them as the lists of a run.
  void put(Store store, RunKeys keys) throws IOException {
    if (removals != null) {
      store.put(keys.removals(), removals);
    }
    if (suspicious != null) {
      store.put(keys.suspicious(), suspicious);
    }
  }

  private static byte @Nullable [] removals(@Nullable Path path) throws IOException {
    return list(
        path,
        "removal list",
        (list, name) -> Removal.read(new ByteArrayInputStream(list), name, removal -> {}));
  }

  /// A list of suspicious texts.
  static byte @Nullable [] suspicious(@Nullable Path path) throws IOException {
    return list(path, "list of suspicious texts", SuspiciousText::read);
  }

  /// What names a list in the run's spec.
  static @Nullable String hash(byte @Nullable [] list) {
    return list == null ? null : Digest.sha256(list);
  }

  private static byte @Nullable [] list(@Nullable Path path, String kind, Reading reading)
      throws IOException {
    if (path == null) {
      return null;
    }
    if (!Files.isRegularFile(path)) {
      throw new WrongUseException("%s: no such %s".formatted(path, kind));
    }
    byte[] list = Files.readAllBytes(path);
    try {
      reading.read(list, path.toString());
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(Printable.of(String.valueOf(e.getMessage()), 1_000));
    }
    return list;
  }
}
