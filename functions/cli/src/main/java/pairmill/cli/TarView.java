package pairmill.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What a tar archive lists: its entries, not their contents.
public final class TarView {
  private static final int BLOCK = 512;
  private static final int SHOWN = 10;
  private static final int LONGEST = 60;

  private final TextTable table = new TextTable(LONGEST, "lr").row("entry", "bytes");
  private long entries;
  private long bytes;

  private TarView() {}

  /// Reads to the end of the archive.
  ///
  /// @param name of the file, for the message
  /// @throws IOException when a header is none, or the file ends within an entry
  public static TarView read(InputStream in, String name) throws IOException {
    TarView view = new TarView();
    long offset = 0;
    byte[] header = in.readNBytes(BLOCK);
    while (header.length == BLOCK && header[0] != 0) {
      long size = size(header, "[%s@%d]".formatted(name, offset));
      String entry = text(header, 0, 100);
      view.add(entry, size);
      long stored = size + Math.floorMod(-size, (long) BLOCK);
      skip(in, stored, "[%s@%d] the file ends within the entry %s".formatted(name, offset, entry));
      offset += BLOCK + stored;
      header = in.readNBytes(BLOCK);
    }
    return view;
  }

  /// True when a file that begins with these bytes is a tar archive.
  public static boolean begins(byte[] start) {
    return start.length >= BLOCK && text(start, 257, 5).equals("ustar");
  }

  private void add(String name, long size) {
    entries++;
    bytes += size;
    if (entries <= SHOWN) {
      table.row(name, ProgressText.number(size));
    }
  }

  private static void skip(InputStream in, long bytes, String problem) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException e) {
      throw new IOException(problem, e);
    }
  }

  private static long size(byte[] header, String place) throws IOException {
    String octal = text(header, 124, 12).strip();
    if (!octal.matches("[0-7]{1,12}")) {
      throw new IOException(place + " entry of size '" + octal + "'");
    }
    return Long.parseLong(octal, 8);
  }

  private static String text(byte[] header, int from, int length) {
    String text = new String(header, from, length, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /// The number of entries and the first of them, for people.
  @Override
  public String toString() {
    String more = entries > SHOWN ? "... and %,d more\n".formatted(entries - SHOWN) : "";
    return String.format(
        Locale.ROOT, "Tar archive, %,d entries, %,d bytes\n\n%s%s", entries, bytes, table, more);
  }
}
