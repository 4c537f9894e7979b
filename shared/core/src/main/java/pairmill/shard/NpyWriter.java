package pairmill.shard;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes vectors of one length as a `.npy` file, version 1.0: `[rows][dimensions]`, little-endian.
public final class NpyWriter implements Closeable {
  /// Bytes before the first value: NumPy aligns them to 64, and the number of rows, told last, has
  /// to fit.
  static final int HEADER = 128;

  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  private final Path path;
  private final int dimensions;
  private final boolean half;
  private final ByteBuffer row;
  private final OutputStream out;
  private long rows;
  private boolean closed;

  private NpyWriter(Path path, int dimensions, boolean half) throws IOException {
    this.path = path;
    this.dimensions = dimensions;
    this.half = half;
    this.row = ByteBuffer.allocate(dimensions * (half ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
    this.out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
    out.write(header());
  }

  /// A file of float16 values, as clip-retrieval keeps embeddings.
  public static NpyWriter float16(Path path, int dimensions) throws IOException {
    return new NpyWriter(path, dimensions, true);
  }

  /// A file of float32 values.
  public static NpyWriter float32(Path path, int dimensions) throws IOException {
    return new NpyWriter(path, dimensions, false);
  }

  /// Adds a row.
  ///
  /// @throws IllegalArgumentException when it is not as long as the others
  public void write(float[] vector) throws IOException {
    if (vector.length != dimensions) {
      throw new IllegalArgumentException(
          "a row of %d values among rows of %d".formatted(vector.length, dimensions));
    }
    row.clear();
    for (float value : vector) {
      if (half) {
        row.putShort(Float.floatToFloat16(value));
      } else {
        row.putFloat(value);
      }
    }
    out.write(row.array());
    rows++;
  }

  private byte[] header() {
    String shape =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(half ? "<f2" : "<f4", rows, dimensions);
    String padded = shape + " ".repeat(HEADER - MAGIC.length - 2 - shape.length() - 1) + "\n";
    return ByteBuffer.allocate(HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /// Tells the number of rows in the header, and closes. May be called more than once: the file may
  /// have another name by then.
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    out.close();
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(header());
    }
  }
}
