package pairmill.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where the pictures of a run come from.
public enum ImagesFrom {
  /// From the hosts that the pairs name.
  WEB,
  /// From image responses inside the same archives: no network at all.
  ARCHIVE,
  /// From nowhere: pairs are published without having been looked at.
  NONE;

  /// The name in flags and files.
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
