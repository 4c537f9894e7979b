package pairmill.shard;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a tar archive as webdataset reads it: plain files in the order in which they come, with
/// nothing in the headers that could differ between two writings. Format: POSIX.1-1988 ustar.
public final class TarWriter implements Closeable {
  static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;

  private final OutputStream out;

  public TarWriter(OutputStream out) {
    this.out = out;
  }

  /// Adds a file.
  ///
  /// @param name 1 to 100 ASCII characters
  public void add(String name, byte[] bytes) throws IOException {
    out.write(header(name, bytes.length));
    out.write(bytes);
    out.write(new byte[Math.floorMod(-bytes.length, BLOCK)]);
  }

  private static byte[] header(String name, int size) {
    byte[] header = new byte[BLOCK];
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    boolean plain = new String(ascii, StandardCharsets.US_ASCII).equals(name);
    if (!plain || name.isEmpty() || ascii.length > NAME_LENGTH) {
      throw new IllegalArgumentException(
          "name of a tar entry is not 1 to 100 ASCII characters: '" + name + "'");
    }
    System.arraycopy(ascii, 0, header, 0, ascii.length);
    put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
    put(header, 124, "%011o\0".formatted(size));
    put(header, 136, "%011o\0".formatted(0));
    put(header, 148, "        0"); // the checksum counts as spaces while it is summed; type: file
    put(header, 257, "ustar\0" + "00");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, header, at, ascii.length);
  }

  /// Ends the archive and closes the stream.
  @Override
  public void close() throws IOException {
    try (out) {
      out.write(new byte[2 * BLOCK]);
    }
  }
}
