package pairmill.mojibake;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// The single-byte encodings that UTF-8 is misread in, in the order in which they are tried.
///
/// The Windows code pages are the lenient ones of real software: a byte without a character reads
/// as in Latin-1, and U+FFFD, whose byte is lost, stands for byte 1A.
///
/// Bytes are held as a string of the characters U+0000 to U+00FF, so that patterns apply to them.
enum SingleByte {
  LATIN_1("ISO-8859-1"),
  WINDOWS_1252("windows-1252"),
  WINDOWS_1251("windows-1251"),
  WINDOWS_1250("windows-1250"),
  WINDOWS_1253("windows-1253"),
  WINDOWS_1254("windows-1254"),
  WINDOWS_1257("windows-1257"),
  ISO_8859_2("ISO-8859-2"),
  /// Spelt out, because the JDK keeps it outside `java.base`.
  MAC_ROMAN(
      false,
      """
      ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
      ¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ\
      """),
  CP437("IBM437");

  private static final int FIRST_HIGH = 0x80;
  private static final char SUBSTITUTE = '\u001a';
  private static final char REPLACEMENT = '\ufffd';

  private final boolean lenient;

  /// The characters of the bytes 80 to FF.
  private final String high;

  SingleByte(String charset) {
    this(charset.startsWith("windows"), highOf(Charset.forName(charset)));
  }

  SingleByte(boolean lenient, String high) {
    this.lenient = lenient;
    this.high = high;
  }

  private static String highOf(Charset charset) {
    byte[] bytes = new byte[0x100 - FIRST_HIGH];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (FIRST_HIGH + i);
    }
    StringBuilder chars = new StringBuilder(charset.decode(ByteBuffer.wrap(bytes)));
    for (int i = 0; i < chars.length(); i++) {
      if (chars.charAt(i) == REPLACEMENT) {
        chars.setCharAt(i, (char) (FIRST_HIGH + i));
      }
    }
    return chars.toString();
  }

  /// Whether bytes may have been lost on the way and stand as byte 1A.
  boolean lenient() {
    return lenient;
  }

  /// The bytes that read as this text, as characters up to U+00FF; null when some character has
  /// none.
  @Nullable String encode(String text) {
    StringBuilder bytes = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int b = encode(text.charAt(i));
      if (b < 0) {
        return null;
      }
      bytes.append((char) b);
    }
    return bytes.toString();
  }

  private int encode(char c) {
    if (lenient && (c == SUBSTITUTE || c == REPLACEMENT)) {
      return c == REPLACEMENT ? SUBSTITUTE : -1;
    }
    if (c < FIRST_HIGH) {
      return c;
    }
    int at = high.indexOf(c);
    return at < 0 ? -1 : FIRST_HIGH + at;
  }

  /// A C1 control character as Windows-1252 has it; any other character as it is.
  static char withoutC1(char c) {
    return c >= FIRST_HIGH && c < 0xa0 ? WINDOWS_1252.high.charAt(c - FIRST_HIGH) : c;
  }
}
