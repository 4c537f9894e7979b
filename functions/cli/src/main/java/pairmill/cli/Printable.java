package pairmill.cli;

/// Text from outside, made safe for a terminal and short enough for a line.
public final class Printable {
  private Printable() {}

  /// The text with everything that a terminal could obey or that could turn its direction written
  /// as `\\u....`, cut to a number of characters.
  ///
  /// @param length in code points of `text`, 4 or more
  public static String of(String text, int length) {
    StringBuilder printable = new StringBuilder();
    int taken = 0;
    for (int at = 0; at < text.length(); taken++) {
      if (taken == length - 3 && text.codePointCount(at, text.length()) > 3) {
        return printable.append("...").toString();
      }
      int code = text.codePointAt(at);
      append(printable, code);
      at += Character.charCount(code);
    }
    return printable.toString();
  }

  private static void append(StringBuilder printable, int code) {
    switch (Character.getType(code)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          printable.append("\\u").append("%04x".formatted(code));
      default -> printable.appendCodePoint(code);
    }
  }
}
