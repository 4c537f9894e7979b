package pairmill.shard;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a `.npy` file of bytes, version 1 to 3, row by row.
public final class NpyReader implements Closeable {
  private static final int LONGEST_HEADER = 1 << 16;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

  private final Path path;
  private final InputStream in;
  private final long rows;
  private final byte[] row;
  private long read;

  private NpyReader(Path path, InputStream in, List<Integer> rowShape) throws IOException {
    this.path = path;
    this.in = in;
    List<Long> shape = shape(header());
    List<Long> expected = rowShape.stream().map(Integer::longValue).toList();
    if (shape.isEmpty() || !shape.subList(1, shape.size()).equals(expected)) {
      throw wrong("shape " + shape + ", where rows of " + rowShape + " are asked for");
    }
    this.rows = shape.getFirst();
    this.row =
        new byte[rowShape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact)];
  }

  /// Opens a file of `uint8` values, the last index changing fastest.
  ///
  /// @param rowShape lengths of all dimensions but the first
  /// @throws IOException naming the file, when it holds anything else
  public static NpyReader uint8(Path path, List<Integer> rowShape) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    try {
      return new NpyReader(path, in, rowShape);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /// Length of the first dimension, as the header tells it.
  public long rows() {
    return rows;
  }

  /// The next row, a new array each time; null behind the last.
  ///
  /// @throws IOException when the file ends before
  public byte @Nullable [] next() throws IOException {
    if (read == rows) {
      return null;
    }
    int n = in.readNBytes(row, 0, row.length);
    if (n < row.length) {
      throw new EOFException("%s: ends in row %d of %d".formatted(path, read, rows));
    }
    read++;
    return row.clone();
  }

  private String header() throws IOException {
    byte[] magic = in.readNBytes(NpyWriter.MAGIC.length);
    int mark = NpyWriter.MAGIC.length - 2;
    if (magic.length < NpyWriter.MAGIC.length
        || !Arrays.equals(magic, 0, mark, NpyWriter.MAGIC, 0, mark)) {
      throw wrong("no .npy file");
    }
    int version = magic[mark];
    if (version < 1 || version > 3) {
      throw wrong("version " + version + " of the format");
    }
    byte[] size = in.readNBytes(version == 1 ? 2 : 4);
    long length = 0;
    for (int i = size.length - 1; i >= 0; i--) {
      length = length << 8 | (size[i] & 0xff);
    }
    if (length > LONGEST_HEADER) {
      throw wrong("a header of " + length + " bytes");
    }
    return new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
  }

  private List<Long> shape(String header) throws IOException {
    String type = find(TYPE, header);
    if (!type.equals("|u1")) {
      throw wrong("values of type '" + type + "', where uint8 is asked for");
    }
    if (!find(ORDER, header).equals("False")) {
      throw wrong("in Fortran's order");
    }
    try {
      return Arrays.stream(find(SHAPE, header).split(","))
          .map(String::strip)
          .filter(length -> !length.isEmpty())
          .map(Long::valueOf)
          .toList();
    } catch (NumberFormatException e) {
      throw wrong("an impossible shape");
    }
  }

  private String find(Pattern pattern, String header) throws IOException {
    Matcher found = pattern.matcher(header);
    if (!found.find()) {
      throw wrong("no .npy header");
    }
    return found.group(1);
  }

  private IOException wrong(String what) {
    return new IOException(path + ": " + what);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
