package pairmill.warc;

import java.io.IOException;
import java.io.InputStream;

/// Undoes the chunked transfer coding (RFC 9112, 7.1), and lets through what only claims to be
/// chunked: many crawlers store bodies without the coding and heads with it.
///
/// Never throws because of what it reads: it ends at the first thing that is no chunk.
final class ChunkedInputStream extends InputStream {
  /// Longer lines announce no chunk: digits, and extensions that nobody reads.
  private static final int MAX_LINE = 4 * 1024;

  private final Lookahead in;
  private boolean begun;
  private boolean raw;
  private long left;

  ChunkedInputStream(Lookahead in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (!begun) {
      begun = true;
      left = size();
      raw = left < 0;
    } else if (!raw && left == 0) {
      left = following();
    }
    if (raw) {
      return in.read(into, from, length);
    }
    int read = left <= 0 ? -1 : in.read(into, from, (int) Math.min(length, left));
    left = read < 0 ? -1 : left - read;
    return read;
  }

  /// Size of the chunk after the one that was read; -1 when there is none.
  private long following() throws IOException {
    if (in.startsWith("\r\n", 0)) {
      in.consume(2);
    } else if (in.startsWith("\n", 0)) {
      in.consume(1);
    }
    long size = size();
    return size == 0 ? -1 : size;
  }

  /// Consumes the line that announces a chunk, and tells its size; -1 when there is none.
  private long size() throws IOException {
    long size = 0;
    int digits = 0;
    int at = 0;
    while (in.ahead(at + 1) > at && Character.digit(in.at(at), 16) >= 0) {
      size = (size << 4) | Character.digit(in.at(at++), 16);
      digits++;
    }
    if (digits == 0 || digits > 15) {
      return -1;
    }
    int end = at;
    while (end < MAX_LINE && in.ahead(end + 1) > end && in.at(end) != '\n') {
      end++;
    }
    boolean line = end < MAX_LINE && in.ahead(end + 1) > end;
    byte next = line ? in.at(at) : 0;
    if (next != '\r' && next != '\n' && next != ';' && next != ' ') {
      return -1;
    }
    in.consume(end + 1);
    return size;
  }
}
