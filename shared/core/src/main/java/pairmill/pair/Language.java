package pairmill.pair;

import org.jspecify.annotations.Nullable;

/// The language a caption was told to be in.
///
/// @param code ISO 639-1, lower case; null when none was told with confidence
/// @param margin relative confidence of the best language minus that of the second, 0 to 1; null
///   when no detector looked
public record Language(@Nullable String code, @Nullable Double margin) {
  /// No detector looked at the caption.
  public static final Language UNTOLD = new Language(null, null);

  /// The part of the dataset that the caption belongs to.
  public Split split() {
    return code == null ? Split.NOLANG : code.equals("en") ? Split.EN : Split.MULTI;
  }
}
