package pairmill.pair;

import pairmill.mojibake.Mojibake;

/// Cleans alt text into a caption, in the published order: line feeds to spaces, repair as by
/// `ftfy.fix_text`, strip, drop what is not printable, then the length, then the cut.
///
/// White space and printability are Python's, so that a caption is the one that `str.strip` and
/// `str.isprintable` leave. What is dropped after the strip may leave a space at either end.
public final class AltText {
  /// In code points; LAION's constant.
  public static final int MIN_LENGTH = 5;

  /// In code points; longer captions are cut here.
  public static final int MAX_LENGTH = 2_000;

  /// In UTF-16 units: alt text is cut here before the repair, whose time it bounds. Ten times what
  /// is kept leaves room for a caption of full length under two layers of misread UTF-8.
  static final int MAX_INPUT = 10 * MAX_LENGTH;

  private AltText() {}

  /// The caption, or [Reason#ALT_TOO_SHORT].
  public static Outcome<String> clean(String alt) {
    String caption = printable(strip(Mojibake.repair(head(alt, MAX_INPUT).replace('\n', ' '))));
    int length = caption.codePointCount(0, caption.length());
    if (length < MIN_LENGTH) {
      return Outcome.refused(Reason.ALT_TOO_SHORT, "\"" + caption + "\"");
    }
    return Outcome.kept(
        length <= MAX_LENGTH
            ? caption
            : caption.substring(0, caption.offsetByCodePoints(0, MAX_LENGTH)));
  }

  /// The first `units` of a text, less one where that would split a surrogate pair.
  private static String head(String text, int units) {
    if (text.length() <= units) {
      return text;
    }
    boolean splits = Character.isSurrogatePair(text.charAt(units - 1), text.charAt(units));
    return text.substring(0, splits ? units - 1 : units);
  }

  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isWhitespace(text.charAt(start))) {
      start++;
    }
    while (start < end && isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /// Python's `str.isspace`: no-break spaces and NEL too.
  private static boolean isWhitespace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  private static String printable(String text) {
    return text.codePoints()
        .filter(AltText::isPrintable)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// Python's `str.isprintable`.
  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> true;
    };
  }
}
