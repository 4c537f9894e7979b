package pairmill.warc;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/// Tells the character encoding of a page, in this order: its byte order mark, the HTTP header, its
/// `<meta>`; then UTF-8 where it is valid, then what the bytes look like, then windows-1252.
final class Charsets {
  static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /// Bytes in which a `<meta>` is looked for. Browsers look at 1,024; real pages put it later.
  private static final int META_WINDOW = 8 * 1024;

  /// Bytes that are looked at to tell an encoding by its letters.
  private static final int DETECT_WINDOW = 64 * 1024;

  private static final Pattern CHARSET =
      Pattern.compile("(?i)charset\\s{0,9}=\\s{0,9}[\"']?\\s{0,9}([a-z0-9_:.+-]{1,40})");
  private static final Pattern META =
      Pattern.compile(
          "(?i)<meta[\\s/][^>]{0,999}?charset\\s{0,9}=\\s{0,9}[\"']?\\s{0,9}([a-z0-9_:.+-]{1,40})");

  /// What browsers read these labels as (WHATWG Encoding, 4.2), where Java reads them otherwise.
  private static final Map<String, String> AS_BROWSERS_DO =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("us-ascii", "windows-1252"),
          Map.entry("ascii", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("x-gbk", "GB18030"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("sjis", "windows-31j"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("big5", "Big5-HKSCS"),
          Map.entry("unicode", "UTF-16LE"),
          Map.entry("utf-16", "UTF-16LE"));

  private Charsets() {}

  /// The encoding of a page.
  ///
  /// @param contentType the value of the HTTP header
  static Charset of(byte[] page, @Nullable String contentType) {
    Charset told = byMark(page);
    if (told == null && contentType != null) {
      told = byLabel(CHARSET.matcher(contentType));
    }
    if (told == null) {
      told = byMeta(page);
    }
    return told != null ? told : detect(page);
  }

  private static @Nullable Charset byMark(byte[] page) {
    return starts(page, 0xef, 0xbb, 0xbf)
        ? StandardCharsets.UTF_8
        : starts(page, 0xfe, 0xff)
            ? StandardCharsets.UTF_16BE
            : starts(page, 0xff, 0xfe) ? StandardCharsets.UTF_16LE : null;
  }

  private static boolean starts(byte[] page, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (page.length <= i || (page[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Charset byMeta(byte[] page) {
    int length = Math.min(page.length, META_WINDOW);
    Charset told = byLabel(META.matcher(new String(page, 0, length, StandardCharsets.ISO_8859_1)));
    // a page whose ASCII could be read is not UTF-16, whatever it says
    return told != null && told.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : told;
  }

  private static @Nullable Charset byLabel(Matcher label) {
    return label.find() ? byName(label.group(1)) : null;
  }

  private static @Nullable Charset byName(String name) {
    String label = name.toLowerCase(Locale.ROOT);
    try {
      return Charset.forName(AS_BROWSERS_DO.getOrDefault(label, label));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return null;
    }
  }

  private static Charset detect(byte[] page) {
    if (isUtf8(page)) {
      return StandardCharsets.UTF_8;
    }
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(page, 0, Math.min(page.length, DETECT_WINDOW));
    detector.dataEnd();
    String name = detector.getDetectedCharset();
    Charset detected = name == null ? null : byName(name);
    return detected == null || detected.equals(StandardCharsets.UTF_8) ? WINDOWS_1252 : detected;
  }

  /// True when the bytes are valid UTF-8, a character that is cut at the end aside.
  private static boolean isUtf8(byte[] page) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(page);
    CharBuffer out = CharBuffer.allocate(8 * 1024);
    while (true) {
      CoderResult result = decoder.decode(in, out, false);
      if (!result.isOverflow()) {
        return !result.isError();
      }
      out.clear();
    }
  }
}
