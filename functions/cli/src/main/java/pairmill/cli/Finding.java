package pairmill.cli;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// One thing that a run needs, and how it stands.
///
/// @param subject what was looked at, a few words
/// @param sentence what was found and what follows from it
public record Finding(Status status, String subject, String sentence) {
  /// How it stands.
  public enum Status {
    /// As it should be.
    OK,
    /// A run works without it, but slower or with less in its dataset.
    COSTS,
    /// No run works.
    MISSING;

    /// The name in reports.
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Finding ok(String subject, String sentence) {
    return new Finding(Status.OK, subject, sentence);
  }

  public static Finding costs(String subject, String sentence) {
    return new Finding(Status.COSTS, subject, sentence);
  }

  public static Finding missing(String subject, String sentence) {
    return new Finding(Status.MISSING, subject, sentence);
  }
}
