package pairmill.consent;

import java.util.ArrayList;
import java.util.List;

/// The pattern of a robots.txt rule: a prefix of a path in which `*` stands for anything and a
/// closing `$` for the end. Matching takes time linear in path and pattern, whatever they hold.
final class PathPattern {
  /// Up to this length a plain search is linear enough and quicker.
  private static final int SHORT = 16;

  private final List<String> parts;
  private final boolean anchored;
  private final int length;

  private PathPattern(List<String> parts, boolean anchored, int length) {
    this.parts = parts;
    this.anchored = anchored;
    this.length = length;
  }

  /// @param pattern bytes as Latin-1 characters
  static PathPattern of(String pattern) {
    String normal = normalize(pattern);
    boolean anchored = normal.endsWith("$");
    String body = anchored ? normal.substring(0, normal.length() - 1) : normal;
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int star = body.indexOf('*'); star >= 0; star = body.indexOf('*', from)) {
      // Of stars in a row, and of what lies between them, nothing but the first matters.
      if (star > from || parts.isEmpty()) {
        parts.add(body.substring(from, star));
      }
      from = star + 1;
    }
    parts.add(body.substring(from));
    return new PathPattern(List.copyOf(parts), anchored, normal.length());
  }

  /// What decides between rules that match.
  int length() {
    return length;
  }

  /// @param path normalised, see [#normalize(String)]
  boolean matches(String path) {
    String first = parts.getFirst();
    if (!path.startsWith(first)) {
      return false;
    }
    int at = first.length();
    int last = parts.size() - 1;
    if (last == 0) {
      return !anchored || at == path.length();
    }
    for (int i = 1; i < last; i++) {
      at = after(path, parts.get(i), at);
      if (at < 0) {
        return false;
      }
    }
    String end = parts.get(last);
    return anchored
        ? path.length() - end.length() >= at && path.endsWith(end)
        : after(path, end, at) >= 0;
  }

  /// The position after the first occurrence of `part` from `from` on, or -1.
  private static int after(String path, String part, int from) {
    if (part.length() > path.length() - from) {
      return -1;
    }
    if (part.length() <= SHORT) {
      int found = path.indexOf(part, from);
      return found < 0 ? -1 : found + part.length();
    }
    return afterLong(path, part, from);
  }

  /// Knuth, Morris and Pratt's search.
  private static int afterLong(String path, String part, int from) {
    int[] border = borders(part);
    int matched = 0;
    for (int i = from; i < path.length(); i++) {
      while (matched > 0 && path.charAt(i) != part.charAt(matched)) {
        matched = border[matched - 1];
      }
      if (path.charAt(i) == part.charAt(matched) && ++matched == part.length()) {
        return i + 1;
      }
    }
    return -1;
  }

  private static int[] borders(String part) {
    int[] border = new int[part.length()];
    int matched = 0;
    for (int i = 1; i < part.length(); i++) {
      while (matched > 0 && part.charAt(i) != part.charAt(matched)) {
        matched = border[matched - 1];
      }
      if (part.charAt(i) == part.charAt(matched)) {
        matched++;
      }
      border[i] = matched;
    }
    return border;
  }

  /// The form in which patterns and paths are compared, RFC 9309 section 2.2.2: octets beyond ASCII
  /// percent-encoded, encoded unreserved characters decoded, hex digits in upper case.
  ///
  /// @param text bytes as Latin-1 characters
  static String normalize(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' && i + 2 < text.length() && hex(text, i + 1) >= 0) {
        encoded(out, hex(text, i + 1));
        i += 2;
      } else if (c > 0x7E) {
        escape(out, c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static void encoded(StringBuilder out, int octet) {
    boolean unreserved =
        (octet >= 'a' && octet <= 'z')
            || (octet >= 'A' && octet <= 'Z')
            || (octet >= '0' && octet <= '9')
            || "-._~".indexOf(octet) >= 0;
    if (unreserved) {
      out.append((char) octet);
    } else {
      escape(out, octet);
    }
  }

  private static void escape(StringBuilder out, int octet) {
    out.append('%')
        .append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)))
        .append(Character.toUpperCase(Character.forDigit(octet & 15, 16)));
  }
}
