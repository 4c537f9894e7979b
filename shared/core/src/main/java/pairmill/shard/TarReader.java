package pairmill.shard;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads what [TarWriter] wrote, by names that are asked for in the archive's order.
public final class TarReader implements Closeable {
  private static final long LARGEST = 1L << 30;

  private final InputStream in;

  public TarReader(InputStream in) {
    this.in = in;
  }

  /// Skips to an entry and reads it.
  ///
  /// @throws IOException when it does not stand behind the one read last
  public byte[] read(String name) throws IOException {
    while (true) {
      byte[] header = in.readNBytes(TarWriter.BLOCK);
      if (header.length < TarWriter.BLOCK || header[0] == 0) {
        throw new IOException("the tar archive has no entry " + name + " behind the one read last");
      }
      long size = size(header);
      long padding = Math.floorMod(-size, (long) TarWriter.BLOCK);
      if (name.equals(text(header, 0, 100))) {
        byte[] bytes = in.readNBytes((int) size);
        if (bytes.length < size) {
          throw new EOFException(
              "the tar archive ends %d bytes into %s, which has %d"
                  .formatted(bytes.length, name, size));
        }
        in.skipNBytes(padding);
        return bytes;
      }
      in.skipNBytes(size + padding);
    }
  }

  private static long size(byte[] header) throws IOException {
    String octal = text(header, 124, 12).strip();
    try {
      long size = Long.parseLong(octal, 8);
      if (size >= 0 && size <= LARGEST) {
        return size;
      }
    } catch (NumberFormatException e) {
      // told below, as any other size that cannot be
    }
    throw new IOException("the tar archive has an entry of size '" + octal + "'");
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
