package pairmill.language;

import java.util.Locale;
import java.util.regex.Pattern;

/// A caption as Lingua looks at it: lower case, without punctuation and numbers, each run of ASCII
/// white space one space.
///
/// Is filled again and again; not safe for use by many threads.
final class CaptionText {
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{P}");
  private static final Pattern NUMBERS = Pattern.compile("\\p{N}");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private static final byte OTHER = 0;
  private static final byte LETTER = 1;
  private static final byte DROPPED = 2;
  private static final byte SPACE = 3;
  private static final byte SURROGATE = 4;
  private static final byte[] KINDS = kinds();

  private char[] units = new char[1 << 9];
  private int[] runs = new int[1 << 9];
  private int length;
  private boolean letters;

  /// Takes a caption.
  ///
  /// @return false when there is no letter in it
  boolean take(String caption) {
    String lower = trimmed(caption).toLowerCase(Locale.ROOT);
    if (units.length < lower.length()) {
      units = new char[lower.length()];
      runs = new int[lower.length()];
    }
    if (!takeUnits(lower)) {
      takeCodePoints(lower);
    }
    return letters;
  }

  int length() {
    return length;
  }

  char unit(int i) {
    return units[i];
  }

  /// How many units from `i` on are letters, 0 in the middle of a character.
  int letters(int i) {
    return runs[i];
  }

  /// Whether the `count` units from `i` on are whole letters.
  boolean isGram(int i, int count) {
    return count <= runs[i] && !Character.isHighSurrogate(units[i + count - 1]);
  }

  /// The UTF-16 units of the text; what stands behind its length means nothing.
  char[] units() {
    return units;
  }

  // As Kotlin trims, which takes no-break spaces for white space, where regular expressions do not.
  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (start < end && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char unit) {
    return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
  }

  // All of Lingua's passes at once, which only surrogates can tell apart: what is dropped between
  // two
  // of them may make one character of them.
  private boolean takeUnits(String lower) {
    length = 0;
    letters = false;
    for (int i = 0; i < lower.length(); i++) {
      char unit = lower.charAt(i);
      switch (KINDS[unit]) {
        case LETTER -> {
          units[length++] = unit;
          letters = true;
        }
        case OTHER -> units[length++] = unit;
        case SPACE -> {
          if (length == 0 || units[length - 1] != ' ') {
            units[length++] = ' ';
          }
        }
        case SURROGATE -> {
          return false;
        }
        default -> {}
      }
    }
    int run = 0;
    for (int i = length - 1; i >= 0; i--) {
      run = KINDS[units[i]] == LETTER ? run + 1 : 0;
      runs[i] = run;
    }
    return true;
  }

  private void takeCodePoints(String lower) {
    String text = PUNCTUATION.matcher(lower).replaceAll("");
    text = NUMBERS.matcher(text).replaceAll("");
    text = SPACES.matcher(text).replaceAll(" ");
    length = text.length();
    text.getChars(0, length, units, 0);
    letters = false;
    int run = 0;
    for (int i = length; i > 0; ) {
      int character = text.codePointBefore(i);
      int size = Character.charCount(character);
      boolean letter = Character.isLetter(character);
      letters |= letter;
      run = letter ? run + size : 0;
      runs[i - 1] = 0;
      i -= size;
      runs[i] = run;
    }
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[1 << Character.SIZE];
    for (int unit = 0; unit < kinds.length; unit++) {
      kinds[unit] = kind(unit);
    }
    return kinds;
  }

  private static byte kind(int unit) {
    return switch (Character.getType(unit)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER ->
          LETTER;
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          DROPPED;
      case Character.SURROGATE -> SURROGATE;
      default -> unit == ' ' || (unit >= '\t' && unit <= '\r') ? SPACE : OTHER;
    };
  }
}
