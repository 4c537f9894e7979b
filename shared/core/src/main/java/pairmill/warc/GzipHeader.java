package pairmill.warc;

import java.io.IOException;

/// The header of a gzip member (RFC 1952).
final class GzipHeader {
  /// Longer headers are not taken for headers.
  static final int MAX_LENGTH = 70 * 1024;

  private static final int FIXED = 10;
  private static final int CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private GzipHeader() {}

  /// True when the first three bytes of a member come next.
  static boolean magic(Lookahead in) throws IOException {
    return in.ahead(3) >= 3
        && in.at(0) == 0x1f
        && in.at(1) == (byte) 0x8b
        && in.at(2) == 8; // deflate, the only method there is
  }

  /// Bytes of the header that comes next; -1 when no whole header does.
  static int length(Lookahead in) throws IOException {
    if (!magic(in) || in.ahead(FIXED) < FIXED) {
      return -1;
    }
    int flags = in.at(3);
    int at = (flags & RESERVED) != 0 ? -1 : FIXED;
    if (at > 0 && (flags & EXTRA) != 0) {
      at =
          in.ahead(at + 2) < at + 2
              ? -1
              : at + 2 + (in.at(at) & 0xff) + ((in.at(at + 1) & 0xff) << 8);
    }
    at = (flags & NAME) != 0 ? afterZero(in, at) : at;
    at = (flags & COMMENT) != 0 ? afterZero(in, at) : at;
    at = at > 0 && (flags & CRC) != 0 ? at + 2 : at;
    return at > 0 && at <= MAX_LENGTH && in.ahead(at) >= at ? at : -1;
  }

  private static int afterZero(Lookahead in, int from) throws IOException {
    for (int i = from; i >= 0 && i < MAX_LENGTH && in.ahead(i + 1) > i; i++) {
      if (in.at(i) == 0) {
        return i + 1;
      }
    }
    return -1;
  }
}
