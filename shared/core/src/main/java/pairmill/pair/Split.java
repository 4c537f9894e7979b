package pairmill.pair;

import java.util.Locale;

/// The three parts of a published dataset.
public enum Split {
  /// English, told with confidence.
  EN,
  /// Another language, told with confidence.
  MULTI,
  /// No language told, or below the bar.
  NOLANG;

  /// Folder of this part within the dataset.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
