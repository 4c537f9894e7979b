package pairmill.tokenizer;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// BERT's normalization and its cut into words: at white space, and around each punctuation mark.
///
/// Punctuation, marks and formats are those of Java's Unicode, 16. The library that this follows
/// has a table of Unicode 8: it takes some 150 newer characters of historic scripts and editions,
/// such as U+2E49, for letters.
///
/// @param clean whether control characters go and white space becomes spaces
/// @param aroundIdeographs whether each Chinese character is a word
/// @param stripAccents whether letters lose their marks
/// @param lowercase whether letters become small, each by itself
record BertText(boolean clean, boolean aroundIdeographs, boolean stripAccents, boolean lowercase) {

  /// Visits the words of a text until there are enough of them.
  void forEachWord(String text, Consumer<String> visitor, BooleanSupplier enough) {
    String normalized = normalize(text);
    int from = 0;
    int width;
    for (int at = 0; at < normalized.length() && !enough.getAsBoolean(); at += width) {
      int point = normalized.codePointAt(at);
      width = Character.charCount(point);
      boolean mark = isPunctuation(point);
      if (mark || isWhitespace(point)) {
        visit(normalized.substring(from, at), visitor);
        visit(mark ? Character.toString(point) : "", visitor);
        from = at + width;
      }
    }
    visit(normalized.substring(from), visitor);
  }

  private static void visit(String word, Consumer<String> visitor) {
    if (!word.isEmpty()) {
      visitor.accept(word);
    }
  }

  private String normalize(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(point -> appendClean(out, point));
    return lowercase || stripAccents ? plainLetters(out.toString()) : out.toString();
  }

  private void appendClean(StringBuilder out, int raw) {
    int point = Character.getType(raw) == Character.SURROGATE ? '\ufffd' : raw;
    if (clean && isDropped(point)) {
      return;
    }
    if (clean && isWhitespace(point)) {
      out.append(' ');
    } else if (aroundIdeographs && isIdeograph(point)) {
      out.append(' ').appendCodePoint(point).append(' ');
    } else {
      out.appendCodePoint(point);
    }
  }

  private String plainLetters(String text) {
    StringBuilder out = new StringBuilder(text.length());
    (stripAccents ? Normalizer.normalize(text, Form.NFD) : text)
        .codePoints()
        .filter(point -> !(stripAccents && Character.getType(point) == Character.NON_SPACING_MARK))
        .forEach(point -> appendPlain(out, point));
    return out.toString();
  }

  private void appendPlain(StringBuilder out, int point) {
    if (lowercase) {
      LowerCase.append(out, point);
    } else {
      out.appendCodePoint(point);
    }
  }

  /// NUL, U+FFFD, and what Unicode calls other: controls, formats, private use.
  private static boolean isDropped(int point) {
    if (point == '\t' || point == '\n' || point == '\r') {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE -> true;
      default -> point == '\ufffd';
    };
  }

  /// Unicode's `White_Space`.
  private static boolean isWhitespace(int point) {
    return (point >= '\t' && point <= '\r') || point == 0x85 || Character.isSpaceChar(point);
  }

  private static boolean isPunctuation(int point) {
    if (point < 0x80) {
      return point > ' ' && point < 0x7f && !Character.isLetterOrDigit(point);
    }
    return switch (Character.getType(point)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /// The ranges that BERT calls Chinese characters.
  private static boolean isIdeograph(int point) {
    return (point >= 0x4e00 && point <= 0x9fff)
        || (point >= 0x3400 && point <= 0x4dbf)
        || (point >= 0x20000 && point <= 0x2a6df)
        || (point >= 0x2a700 && point <= 0x2b73f)
        || (point >= 0x2b740 && point <= 0x2b81f)
        || (point >= 0x2b920 && point <= 0x2ceaf)
        || (point >= 0xf900 && point <= 0xfaff)
        || (point >= 0x2f800 && point <= 0x2fa1f);
  }
}
