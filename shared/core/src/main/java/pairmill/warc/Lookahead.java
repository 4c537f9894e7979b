package pairmill.warc;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A window over a stream that looks ahead without consuming, and back as far as it has kept.
///
/// Its memory is fixed. Used by one thread. Closing it closes nothing.
final class Lookahead extends InputStream {
  /// Where the bytes come from: as [InputStream#read(byte[], int, int)].
  @FunctionalInterface
  interface Source {
    int read(byte[] into, int from, int length) throws IOException;
  }

  private final Source source;
  private final int kept;
  private final byte[] buffer;
  private int start;
  private int end;
  private long position;
  private boolean ended;

  /// @param window how far it can look ahead, in bytes
  /// @param kept how far it can go back, in bytes
  /// @param position what the first byte's position is called
  Lookahead(Source source, int window, int kept, long position) {
    this.source = source;
    this.kept = kept;
    this.buffer = new byte[window + kept];
    this.position = position;
  }

  /// Position of the next byte.
  long position() {
    return position;
  }

  /// How many bytes can be looked at: at least `want`, unless the source ends before.
  ///
  /// @param want no more than the window
  int ahead(int want) throws IOException {
    while (end - start < want && !ended) {
      if (end == buffer.length) {
        compact();
      }
      int read = source.read(buffer, end, buffer.length - end);
      ended = read < 0;
      end += Math.max(read, 0);
    }
    return end - start;
  }

  /// The byte `index` places ahead, which [#ahead] has seen.
  byte at(int index) {
    return buffer[start + index];
  }

  /// True when these ASCII characters, in upper or lower case, are `index` places ahead.
  boolean startsWith(String ascii, int index) throws IOException {
    if (ahead(index + ascii.length()) < index + ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (Character.toUpperCase(at(index + i)) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// A copy of the next bytes, `max` at most.
  byte[] peek(int max) throws IOException {
    int count = Math.min(ahead(max), max);
    return Arrays.copyOfRange(buffer, start, start + count);
  }

  /// The array that holds the bytes ahead, from [#start()] on; good until the next call of
  /// [#ahead].
  byte[] array() {
    return buffer;
  }

  int start() {
    return start;
  }

  /// Consumes bytes that [#ahead] has seen.
  void consume(int count) {
    start += count;
    position += count;
  }

  /// Goes back to a position, or to the oldest byte kept.
  void back(long to) {
    int count = Math.clamp(position - to, 0, Math.min(start, kept));
    consume(-count);
  }

  /// Forgets everything: the source goes on with a new position 0.
  void restart() {
    start = 0;
    end = 0;
    position = 0;
    ended = false;
  }

  @Override
  public int read() throws IOException {
    if (ahead(1) == 0) {
      return -1;
    }
    int next = at(0) & 0xff;
    consume(1);
    return next;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = Math.min(ahead(1), length);
    if (count == 0) {
      return -1;
    }
    System.arraycopy(buffer, start, into, from, count);
    consume(count);
    return count;
  }

  private void compact() {
    int keep = Math.min(start, kept);
    System.arraycopy(buffer, start - keep, buffer, 0, keep + end - start);
    end = keep + end - start;
    start = keep;
  }
}
