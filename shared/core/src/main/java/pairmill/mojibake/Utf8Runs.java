package pairmill.mojibake;

import java.util.function.UnaryOperator;

/// Finds runs of characters that look like misread UTF-8, whatever single-byte encoding each of
/// them came from.
final class Utf8Runs {
  private static final CharSet LEAD_OF_2 =
      CharSet.of("Â-ßĀĂĆČĎĐĒĖĘĚĞĢĪİĶĹĻŁŃŅŇŌŐŘŚŞŠŢŪŮŰŲŹŻŽΒ-ΡΣ-ίВ-Я");
  private static final CharSet LEAD_OF_3 = CharSet.of("à-ïāăąćčďēėęěģīįķĺļŕźΰ-οа-п");
  private static final CharSet LEAD_OF_4 = CharSet.of("ðóđğšπσру");

  /// What follows a lead, and seldom stands for itself beside misread text.
  private static final CharSet STRICT_TRAIL =
      CharSet.of("\u0080-¿ÆØæøĄąĽľŁłŒœŖŗŚśŞ-šŤťŸ-žƒˆˇ˘˛-˝΄-ΆΈ-ΊΌΎΏЁ-ЌЎЏё-ќўџҐґ†‡‰‹›€№™");

  /// What follows a lead; a space may have been a no-break space.
  private static final CharSet TRAIL = STRICT_TRAIL.with(" –-―‘-‚“-„•…");

  private Utf8Runs() {}

  /// Replaces every run. None starts behind a strict trail: that would mend the end of a garble and
  /// make its beginning worse.
  static String replaceAll(String text, UnaryOperator<String> replacement) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      boolean mayStart = at == 0 || !STRICT_TRAIL.has(text.charAt(at - 1));
      int end = mayStart ? endOfRun(text, at) : at;
      if (end > at) {
        out.append(replacement.apply(text.substring(at, end)));
        at = end;
      } else {
        out.append(text.charAt(at++));
      }
    }
    return out.toString();
  }

  private static int endOfRun(String text, int start) {
    int end = start;
    int length = sequenceAt(text, end);
    while (length > 0) {
      end += length;
      length = sequenceAt(text, end);
    }
    return end;
  }

  /// Length of the shortest sequence that starts here, 0 when none does.
  private static int sequenceAt(String text, int at) {
    if (at >= text.length()) {
      return 0;
    }
    int trails = 0;
    while (trails < 3
        && at + trails + 1 < text.length()
        && TRAIL.has(text.charAt(at + trails + 1))) {
      trails++;
    }
    char lead = text.charAt(at);
    return trails >= 1 && LEAD_OF_2.has(lead)
        ? 2
        : trails >= 2 && LEAD_OF_3.has(lead) ? 3 : trails >= 3 && LEAD_OF_4.has(lead) ? 4 : 0;
  }
}
