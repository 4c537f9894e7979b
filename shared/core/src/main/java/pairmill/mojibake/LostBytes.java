package pairmill.mojibake;

import java.util.regex.Pattern;

/// Restores bytes of misread UTF-8 that were lost after the wrong decoding: A0, which was a
/// no-break space and became a space, and those that became U+FFFD or a question mark.
///
/// Bytes are characters up to U+00FF, as in [SingleByte]. The patterns have no nested repetition.
final class LostBytes {
  /// The word "à" before a space of its own, apart from Portuguese "àquele", "àquela", "àquilo" and
  /// "às".
  private static final Pattern A_GRAVE = Pattern.compile("\u00c3 (?! |quele|quela|quilo|s )");

  /// UTF-8 of likely characters with a space where A0 belongs. Byte 85 is left out: in prose it is
  /// an ellipsis.
  private static final Pattern SPACE_FOR_A0 =
      Pattern.compile(
          "[\u00c2\u00c3\u00c5\u00ce\u00d0\u00d9] "
              + "|[\u00e2\u00e3] [\u0080-\u0084\u0086-\u009f\u00a1-\u00bf]"
              + "|[\u00e0-\u00e3][\u0080-\u0084\u0086-\u009f\u00a1-\u00bf] "
              + "|\u00f0(?: [\u0080-\u00bf]{2}|[\u0080-\u00bf] [\u0080-\u00bf]|[\u0080-\u00bf]{2} )");

  /// UTF-8 and CESU-8 with a byte missing: 1A, or one question mark, in its place.
  private static final Pattern GAP =
      Pattern.compile(
          "[\u00c2-\u00df]\u001a|[\u00c2\u00c3]\\?"
              + "|\u00ed[\u00a0-\u00af][\u001a?]\u00ed[\u00b0-\u00bf][\u001a?\u0080-\u00bf]"
              + "|\u00ed[\u00a0-\u00af][\u001a?\u0080-\u00bf]\u00ed[\u00b0-\u00bf][\u001a?]"
              + "|[\u00e0-\u00ef](?:[\u001a?][\u001a\u0080-\u00bf]|[\u001a\u0080-\u00bf][\u001a?])"
              + "|[\u00f0-\u00f4](?:[\u001a?][\u001a\u0080-\u00bf]{2}"
              + "|[\u001a\u0080-\u00bf][\u001a?][\u001a\u0080-\u00bf]"
              + "|[\u001a\u0080-\u00bf]{2}[\u001a?])"
              + "|\u001a");

  private static final String REPLACEMENT_CHARACTER = "\u00ef\u00bf\u00bd";

  private LostBytes() {}

  static String restore(String bytes, SingleByte encoding) {
    // in Mac Roman, byte D0 is a dash, which stands before spaces in good text
    String spaced = encoding == SingleByte.MAC_ROMAN ? bytes : restoreA0(bytes);
    return encoding.lenient() ? GAP.matcher(spaced).replaceAll(REPLACEMENT_CHARACTER) : spaced;
  }

  private static String restoreA0(String bytes) {
    String words = A_GRAVE.matcher(bytes).replaceAll("\u00c3\u00a0 ");
    return SPACE_FOR_A0.matcher(words).replaceAll(found -> found.group().replace(' ', '\u00a0'));
  }
}
