package pairmill.explorer.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// What cannot be counted while somebody waits: tables that are made of `rows`, a script of SQL for
/// each subject.
final class Facts {
  private static final List<String> SUBJECTS =
      List.of("domains", "scores", "resolutions", "consent", "phrases", "duplicates", "privacy");

  private Facts() {}

  /// Makes all of them anew.
  static void make(Database database) throws IOException {
    AccountNumbers.register(database);
    Looks.make(database);
    for (String subject : SUBJECTS) {
      String script = "facts/" + subject + ".sql";
      try (InputStream in = requireNonNull(Facts.class.getResourceAsStream(script), script)) {
        database.execute(new String(in.readAllBytes(), UTF_8));
      }
    }
    Sequences.make(database);
  }
}
