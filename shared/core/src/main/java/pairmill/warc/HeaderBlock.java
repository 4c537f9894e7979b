package pairmill.warc;

import java.io.IOException;
import java.util.List;

/// The lines of a header up to its blank line, consumed with it.
///
/// @param lines without their ends; only the complete ones
record HeaderBlock(List<String> lines, End end, int bytes) {
  /// How a block ended.
  enum End {
    /// At its blank line.
    BLANK_LINE("is whole"),
    /// Where the bytes do.
    CLIPPED("is clipped"),
    /// Before a line that begins another record.
    NEXT_RECORD("runs into the next record"),
    /// At the limit.
    FLOOD("has no end");

    private final String clause;

    End(String clause) {
      this.clause = clause;
    }

    String clause() {
      return clause;
    }
  }

  /// Reads a block; lines may end in LF alone.
  ///
  /// @param max bytes at most, less than the window
  static HeaderBlock read(Lookahead in, int max) throws IOException {
    int line = 0;
    int at = 0;
    while (at < max) {
      if (in.ahead(at + 1) <= at) {
        return take(in, at, End.CLIPPED);
      }
      if (in.at(at++) != '\n') {
        continue;
      }
      if (at - line == 1 || (at - line == 2 && in.at(line) == '\r')) {
        return take(in, at, End.BLANK_LINE);
      }
      if (RecordStart.warc(in, at)) {
        return take(in, at, End.NEXT_RECORD);
      }
      line = at;
    }
    return take(in, at, End.FLOOD);
  }

  /// Passes over the rest of a line and its newline, however long it is.
  static void skipLine(Lookahead in) throws IOException {
    boolean newline = false;
    while (!newline && in.ahead(1) > 0) {
      newline = in.at(0) == '\n';
      in.consume(1);
    }
  }

  private static HeaderBlock take(Lookahead in, int length, End end) {
    List<String> lines =
        Text.decode(in.array(), in.start(), length)
            .lines()
            .filter(line -> !line.isEmpty())
            .toList();
    in.consume(length);
    return new HeaderBlock(lines, end, length);
  }
}
