package pairmill.pixels;

import java.util.Map;

/// A JSON object of texts, spaced and escaped as Python's `json.dumps` does it: ASCII only.
final class ExifJson {
  /// Members that would make the object longer than this are left out.
  private static final int MAX_CHARS = 64 * 1024;

  private ExifJson() {}

  static String of(Map<String, String> texts) {
    StringBuilder json = new StringBuilder("{");
    texts.forEach((name, text) -> {
      String member = (json.length() > 1 ? ", " : "") + quoted(name) + ": " + quoted(text);
      if (json.length() + member.length() < MAX_CHARS) {
        json.append(member);
      }
    });
    return json.append('}').toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      escape(quoted, text.charAt(i));
    }
    return quoted.append('"').toString();
  }

  private static void escape(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> {
        if (c < 0x20 || c > 0x7e) {
          out.append("\\u%04x".formatted((int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
