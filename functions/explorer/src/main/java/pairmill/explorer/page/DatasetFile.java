package pairmill.explorer.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A small file of the dataset's folder. Whoever made the dataset may be anybody: a link that leads
/// out of the folder is not followed.
final class DatasetFile {
  private DatasetFile() {}

  /// The first bytes of a file; empty when there is none.
  ///
  /// @param folder null when files are looked at
  /// @param most bytes that are read
  static Optional<byte[]> read(@Nullable Path folder, String name, int most) throws IOException {
    if (folder == null) {
      return Optional.empty();
    }
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(folder.toRealPath())) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(in.readNBytes(most));
    }
  }
}
