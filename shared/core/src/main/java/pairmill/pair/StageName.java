package pairmill.pair;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The five stages, in the order of the journey.
public enum StageName {
  EXTRACT,
  PLAN,
  DOWNLOAD,
  SCORE,
  PUBLISH;

  /// The name in files, flags and reports: lower case.
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
