package pairmill.warc;

import java.io.IOException;
import java.io.InputStream;

/// The body of a record: as many bytes as its header says, or fewer where the archive ends before.
final class RecordBody extends InputStream {
  private final Lookahead in;
  private long left;

  RecordBody(Lookahead in, long length) {
    this.in = in;
    this.left = length;
  }

  /// Bytes that its header promises beyond those read.
  long left() {
    return left;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = in.read(into, from, (int) Math.min(length, left));
    left -= Math.max(read, 0);
    return read;
  }

  /// Passes over what was not read.
  void finish() throws IOException {
    while (left > 0 && in.ahead(1) > 0) {
      int count = (int) Math.min(in.ahead(1), left);
      in.consume(count);
      left -= count;
    }
  }
}
