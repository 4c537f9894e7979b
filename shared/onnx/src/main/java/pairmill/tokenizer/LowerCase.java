package pairmill.tokenizer;

/// Unicode's full lower case, without a language, as Python's `str.lower` has it. Java's
/// `toLowerCase` looks for the end of a word another way, and so makes another sigma of some.
final class LowerCase {
  private static final int SIGMA = 'Σ';
  private static final int I_WITH_DOT = 'İ';

  /// The characters with `Word_Break` of `MidLetter`, `MidNumLet` or `Single_Quote`.
  private static final String WITHIN_WORDS =
      "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

  private LowerCase() {}

  static String of(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    int point;
    for (int at = 0; at < text.length(); at += Character.charCount(point)) {
      point = text.codePointAt(at);
      if (point == SIGMA) {
        lower.append(endsWord(text, at) ? 'ς' : 'σ');
      } else {
        append(lower, point);
      }
    }
    return lower.toString();
  }

  /// Appends the lower case of one character, whatever stands around it.
  static void append(StringBuilder lower, int point) {
    if (point == I_WITH_DOT) {
      lower.append("i\u0307");
    } else {
      lower.appendCodePoint(Character.toLowerCase(point));
    }
  }

  /// Whether a letter with case stands before this one and none behind, but for what is ignored.
  private static boolean endsWord(String text, int sigma) {
    int before = sigma;
    while (before > 0 && isIgnored(text.codePointBefore(before))) {
      before -= Character.charCount(text.codePointBefore(before));
    }
    if (before == 0 || !hasCase(text.codePointBefore(before))) {
      return false;
    }
    int behind = sigma + 1;
    while (behind < text.length() && isIgnored(text.codePointAt(behind))) {
      behind += Character.charCount(text.codePointAt(behind));
    }
    return behind == text.length() || !hasCase(text.codePointAt(behind));
  }

  /// Unicode's `Cased`.
  private static boolean hasCase(int point) {
    return Character.isLowerCase(point)
        || Character.isUpperCase(point)
        || Character.isTitleCase(point);
  }

  /// Unicode's `Case_Ignorable`.
  private static boolean isIgnored(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> WITHIN_WORDS.indexOf(point) >= 0;
    };
  }
}
