package pairmill.warc;

import java.io.IOException;
import java.util.HexFormat;

/// Shows bytes to people.
final class Hex {
  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

  private Hex() {}

  /// A clause that ends in the next bytes, four at most.
  static String start(Lookahead in, String clause) throws IOException {
    int count = Math.min(in.ahead(4), 4);
    return clause + SPACED.formatHex(in.array(), in.start(), in.start() + count);
  }
}
