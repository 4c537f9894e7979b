package pairmill.warc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Tells whether bytes begin a record: `WARC/` in any case and a digit, or ARC's one-line header.
final class RecordStart {
  private static final String MAGIC = "WARC/";

  private RecordStart() {}

  /// True when a WARC record is `index` bytes ahead.
  static boolean warc(Lookahead in, int index) throws IOException {
    int digit = index + MAGIC.length();
    return in.startsWith(MAGIC, index)
        && in.ahead(digit + 1) > digit
        && in.at(digit) >= '0'
        && in.at(digit) <= '9';
  }

  /// True when a record comes next.
  static boolean next(Lookahead in) throws IOException {
    return warc(in, 0) || ArcLine.next(in) != null;
  }

  /// True when a record begins within the first bytes of a gzip member, blank lines aside.
  static boolean in(byte[] head, int length) {
    int blank = 0;
    while (blank < length && (head[blank] == '\r' || head[blank] == '\n')) {
      blank++;
    }
    String text = new String(head, blank, length - blank, StandardCharsets.ISO_8859_1);
    if (text.regionMatches(true, 0, MAGIC, 0, MAGIC.length())) {
      return text.length() > MAGIC.length() && Character.isDigit(text.charAt(MAGIC.length()));
    }
    int line = text.indexOf('\n');
    return line > 0 && ArcLine.parse(text.substring(0, line)) != null;
  }
}
