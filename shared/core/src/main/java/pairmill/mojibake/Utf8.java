package pairmill.mojibake;

import org.jspecify.annotations.Nullable;

/// Strict UTF-8, with two variants of careless encoders: a supplementary character as a pair of
/// encoded surrogates (CESU-8), and U+0000 as the bytes C0 80.
///
/// Bytes are characters up to U+00FF, as in [SingleByte].
final class Utf8 {
  private static final int MALFORMED = -1;

  private final String bytes;
  private int at;

  private Utf8(String bytes) {
    this.bytes = bytes;
  }

  /// The text that the bytes encode; null when they are not UTF-8.
  static @Nullable String decode(String bytes) {
    return new Utf8(bytes).decode();
  }

  private @Nullable String decode() {
    StringBuilder text = new StringBuilder(bytes.length());
    while (at < bytes.length()) {
      int point = next();
      if (Character.getType(point) == Character.SURROGATE) {
        point = point < Character.MIN_LOW_SURROGATE ? paired((char) point) : MALFORMED;
      }
      if (point == MALFORMED) {
        return null;
      }
      text.appendCodePoint(point);
    }
    return text.toString();
  }

  /// The supplementary character of a high surrogate and the low one that must follow.
  private int paired(char high) {
    int low = at < bytes.length() ? next() : MALFORMED;
    return low >= Character.MIN_LOW_SURROGATE && low <= Character.MAX_LOW_SURROGATE
        ? Character.toCodePoint(high, (char) low)
        : MALFORMED;
  }

  private int next() {
    int lead = bytes.charAt(at++);
    if (lead < 0x80) {
      return lead;
    }
    if (lead < 0xc0 || lead > 0xf4) {
      return MALFORMED;
    }
    int more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    int point = lead & (0x3f >> more);
    for (int i = 0; i < more; i++, at++) {
      if (at == bytes.length() || (bytes.charAt(at) & 0xc0) != 0x80) {
        return MALFORMED;
      }
      point = (point << 6) | (bytes.charAt(at) & 0x3f);
    }
    boolean valid = point >= shortest(more) && point <= Character.MAX_CODE_POINT;
    boolean zero = lead == 0xc0 && point == 0;
    return valid || zero ? point : MALFORMED;
  }

  /// The first code point that needs so many bytes behind the leading one.
  private static int shortest(int more) {
    return more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
  }
}
