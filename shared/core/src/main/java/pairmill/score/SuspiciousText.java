package pairmill.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The second half of the rule for illegal content: captions that, with a picture that is almost
/// surely unsafe, have the sample dropped.
///
/// A list is UTF-8, a rule a line: words that must all stand in the caption, in any order. Blank
/// lines and those that start with # are skipped.
public final class SuspiciousText {
  /// Matches nothing.
  public static final SuspiciousText NONE = new SuspiciousText(List.of());

  private final List<List<String>> rules;

  private SuspiciousText(List<List<String>> rules) {
    this.rules = rules;
  }

  /// Reads a list.
  ///
  /// @param name of the list, for messages
  /// @throws IllegalArgumentException naming list and line, when it is not UTF-8
  public static SuspiciousText read(byte[] list, String name) {
    List<List<String>> rules = new ArrayList<>();
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(list)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(name + ": not UTF-8", e);
    }
    for (String line : text.lines().toList()) {
      String rule = (line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
      if (!rule.isEmpty() && !rule.startsWith("#")) {
        rules.add(List.of(fold(rule).split("\\s+")));
      }
    }
    return new SuspiciousText(List.copyOf(rules));
  }

  /// True when a rule's words all stand in the caption.
  public boolean matches(String caption) {
    if (rules.isEmpty()) {
      return false;
    }
    String folded = fold(caption);
    return rules.stream().anyMatch(rule -> rule.stream().allMatch(word -> standsIn(folded, word)));
  }

  // Between spaces, digits or signs; in scripts that put none between words, anywhere.
  private static boolean standsIn(String caption, String word) {
    for (int at = caption.indexOf(word); at >= 0; at = caption.indexOf(word, at + 1)) {
      int end = at + word.length();
      if (!joins(caption, at) && !joins(caption, end)) {
        return true;
      }
    }
    return false;
  }

  // True when the letters around a place belong to one word.
  private static boolean joins(String text, int at) {
    return at > 0
        && at < text.length()
        && isSpaced(text.codePointBefore(at))
        && isSpaced(text.codePointAt(at));
  }

  private static boolean isSpaced(int codePoint) {
    if (!Character.isLetter(codePoint)) {
      return false;
    }
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN -> false;
      default -> true;
    };
  }

  private static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
