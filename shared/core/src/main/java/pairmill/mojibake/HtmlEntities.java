package pairmill.mojibake;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/// Undoes HTML character references that end in a semicolon, the only ones that are unambiguous in
/// plain text; among them names that were put into capitals, such as `&NTILDE;`.
final class HtmlEntities {
  private static final Pattern REFERENCE = Pattern.compile("&#?[0-9A-Za-z]{1,24};");

  /// Names in capitals that HTML reads even without a semicolon: what begins with one of these
  /// means them, not a longer name in capitals.
  private static final List<String> CAPITAL_NAMES =
      List.of("AMP", "COPY", "ETH", "GT", "LT", "QUOT", "REG", "THORN");

  private HtmlEntities() {}

  static String unescape(String text) {
    return text.indexOf('&') < 0
        ? text
        : REFERENCE
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(meaning(found.group())));
  }

  private static String meaning(String reference) {
    String name = reference.substring(1, reference.length() - 1);
    if (name.startsWith("#")) {
      return numeric(name.substring(1), reference);
    }
    if (Entities.isNamedEntity(name)) {
      return Entities.getByName(name);
    }
    return capitals(name) ? inCapitals(name, reference) : reference;
  }

  private static boolean capitals(String name) {
    return name.equals(name.toUpperCase(Locale.ROOT))
        && CAPITAL_NAMES.stream().noneMatch(name::startsWith);
  }

  private static String inCapitals(String name, String reference) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Entities.isNamedEntity(lower)
        ? Entities.getByName(lower).toUpperCase(Locale.ROOT)
        : reference;
  }

  private static String numeric(String digits, String reference) {
    boolean hex = digits.startsWith("x") || digits.startsWith("X");
    int point = parse(hex ? digits.substring(1) : digits, hex ? 16 : 10);
    // ftfy takes a semicolon in the result for a sign that the reference was read in part
    return point < 0 || point == ';' ? reference : character(point);
  }

  /// The number, one beyond the last code point where it is larger, or -1 where it is none.
  static int parse(String digits, int radix) {
    int value = digits.isEmpty() ? -1 : 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      value = Math.min(value * radix + digit, Character.MAX_CODE_POINT + 1);
    }
    return value;
  }

  /// What HTML makes of a numeric reference.
  static String character(int point) {
    if (point == 0 || point > Character.MAX_CODE_POINT || isSurrogate(point)) {
      return "\ufffd";
    }
    if (point >= 0x80 && point < 0xa0) {
      return String.valueOf(SingleByte.withoutC1((char) point));
    }
    return isForbidden(point) ? "" : Character.toString(point);
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  /// Control characters other than white space, and noncharacters.
  private static boolean isForbidden(int point) {
    boolean space = point == '\t' || point == '\n' || point == '\f' || point == '\r';
    return (point < ' ' && !space)
        || point == 0x7f
        || (point >= 0xfdd0 && point <= 0xfdef)
        || (point & 0xfffe) == 0xfffe;
  }
}
