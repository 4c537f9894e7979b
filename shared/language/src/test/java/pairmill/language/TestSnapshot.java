package pairmill.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The snapshot that all tests read, made once per run.
final class TestSnapshot {
  static final Path FILE = fresh();

  private TestSnapshot() {}

  /// A detector that reads it.
  static LinguaDetector detector(double bar) {
    return new LinguaDetector(bar, Snapshot.at(FILE));
  }

  private static Path fresh() {
    Path file = Path.of("target", "lingua.table");
    try {
      Files.deleteIfExists(file);
      Snapshot.at(file).write();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
