package pairmill.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pairmill.store.Digest;

/// How a file of a model stands.
///
/// @param sentence what was expected and what was found
public record ModelCheck(ModelFile file, State state, String sentence) {
  /// How it stands.
  public enum State {
    /// What its card says.
    OK,
    /// Something else.
    DAMAGED,
    /// Not here.
    MISSING;

    /// The name in reports.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Reads and hashes all files of a model.
  ///
  /// @throws IOException when a file that is here cannot be read
  public static List<ModelCheck> of(ModelShelf shelf, Model model) throws IOException {
    List<ModelCheck> checks = new ArrayList<>();
    for (ModelFile file : model.files()) {
      checks.add(
          ModelShelf.bundled(model)
              ? of(file, ModelFolder.bundled(model).bytes(file.name()))
              : of(file, shelf.folder(model).resolve(file.name())));
    }
    return checks;
  }

  private static ModelCheck of(ModelFile file, byte[] bytes) {
    return compare(file, bytes.length, Digest.sha256(bytes));
  }

  private static ModelCheck of(ModelFile file, Path path) throws IOException {
    return Files.isRegularFile(path)
        ? compare(file, Files.size(path), Digest.sha256(path))
        : new ModelCheck(file, State.MISSING, "no such file");
  }

  private static ModelCheck compare(ModelFile file, long bytes, String sha256) {
    if (file.bytes() != null && file.bytes() != bytes) {
      return new ModelCheck(
          file, State.DAMAGED, "expected %,d bytes, found %,d".formatted(file.bytes(), bytes));
    }
    if (file.sha256() == null) {
      return new ModelCheck(file, State.OK, "sha256 " + sha256 + ", which its card does not tell");
    }
    return file.sha256().equals(sha256)
        ? new ModelCheck(file, State.OK, "sha256 " + sha256)
        : new ModelCheck(
            file, State.DAMAGED, "expected sha256 %s, found %s".formatted(file.sha256(), sha256));
  }
}
