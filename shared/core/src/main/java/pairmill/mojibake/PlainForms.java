package pairmill.mojibake;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes characters plain: Latin ligatures and digraphs into letters, full and half width into the
/// usual one, curly quotes into straight ones, every line break into a line feed, unpaired
/// surrogates into U+FFFD; C1 controls read as Windows-1252, other controls and terminal escapes
/// removed.
final class PlainForms {
  private static final char ESCAPE = '\u001b';
  private static final Pattern TERMINAL_ESCAPE =
      Pattern.compile("\u001b\\[(?:\\p{Nd}|;)*+[a-zA-Z]");

  private static final CharSet REMOVED =
      CharSet.of("\u0000-\u0008\u000b\u000e-\u001f\u007f\u206a-\u206f\ufeff\ufff9-\ufffc");

  private static final Map<Character, String> PLAIN = plainForms();

  /// The keys of [#PLAIN], for speed.
  private static final CharSet HAS_PLAIN_FORM =
      CharSet.of(PLAIN.keySet().stream().map(String::valueOf).collect(Collectors.joining()));

  private PlainForms() {}

  static String of(String text) {
    String plain = substitute(text);
    return removeControls(
        plain.indexOf(ESCAPE) < 0 ? plain : TERMINAL_ESCAPE.matcher(plain).replaceAll(""));
  }

  private static Map<Character, String> plainForms() {
    Map<Character, String> plain = new HashMap<>();
    addAll(plain, "ĲĳŉǱǲǳǄǅǆ", "IJ", "ij", "'n", "DZ", "Dz", "dz", "DŽ", "Dž", "dž");
    addAll(plain, "ǇǈǉǊǋǌ", "LJ", "Lj", "lj", "NJ", "Nj", "nj");
    addAll(plain, "ﬀﬁﬂﬃﬄﬅﬆ", "ff", "fi", "fl", "ffi", "ffl", "ſt", "st");
    addAll(plain, "\u3000\r\u2028\u2029", " ", "\n", "\n", "\n");
    CharSet.forEach("\u02bc\u2018-\u201b", c -> plain.put((char) c, "'"));
    CharSet.forEach("\u201c-\u201f", c -> plain.put((char) c, "\""));
    CharSet.forEach(
        "\uff01-\uffef",
        c -> plain.put((char) c, Normalizer.normalize(Character.toString(c), Form.NFKC)));
    return Map.copyOf(plain);
  }

  private static void addAll(Map<Character, String> plain, String chars, String... forms) {
    for (int i = 0; i < forms.length; i++) {
      plain.put(chars.charAt(i), forms[i]);
    }
  }

  private static String substitute(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = SingleByte.withoutC1(text.charAt(i));
      boolean lineFeedFollows = i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\r' && lineFeedFollows) {
        continue;
      }
      if (Character.isSurrogate(c)) {
        int point = text.codePointAt(i);
        i += Character.charCount(point) - 1;
        out.appendCodePoint(Character.charCount(point) == 2 ? point : '\ufffd');
      } else if (HAS_PLAIN_FORM.has(c)) {
        out.append(PLAIN.get(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String removeControls(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!REMOVED.has(text.charAt(i))) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
