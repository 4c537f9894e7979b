package pairmill.explorer.index;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/// The embeddings of an index: one mapped file, read by any number of threads.
///
/// Of each there are also its signs: a bit for each value, set where the value is above the mean of
/// all. In how many signs two embeddings differ tells roughly how unlike they are, from a sixteenth
/// of the bytes. Each embedding has a place from 0, and places are in groups of those that differ
/// little from the group's own signs.
public final class Embeddings implements Closeable {
  static final long MAGIC = 0x3173676e6973700aL; // "\npsigns1"
  static final long HEADER = 64; // bytes: magic, dimensions, size, groups
  private static final int TOGETHER = 8; // longs that are compared in one go

  static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfShort HALF = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Arena arena = Arena.ofShared();
  private final Layout layout;
  private final float[] mean;
  private final long[] groups; // [groups][longs], their own signs
  private final int[] starts; // of groups, and the end
  private final MemorySegment rows; // int[size]
  private final MemorySegment byRow; // int[size], places in the order of their rows
  private final MemorySegment signs; // long[size][longs]
  private final MemorySegment values; // float16[size][dimensions]

  private Embeddings(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long bytes = channel.size();
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes, arena);
      if (bytes < HEADER || all.get(LONG, 0) != MAGIC) {
        throw new IOException(file + " holds no embeddings of an index");
      }
      layout = new Layout(all.get(INT, 8), all.get(INT, 12), all.get(INT, 16));
      if (bytes != layout.end()) {
        throw new IOException(
            "%s has %,d bytes, where %,d are told of".formatted(file, bytes, layout.end()));
      }
      mean = new float[layout.dimensions];
      MemorySegment.copy(all, FLOAT, HEADER, mean, 0, mean.length);
      groups = all.asSlice(layout.groupSigns(), layout.groupBytes()).toArray(LONG);
      starts = new int[layout.groups + 1];
      MemorySegment.copy(all, INT, layout.starts(), starts, 0, starts.length);
      rows = all.asSlice(layout.rows(), (long) Integer.BYTES * layout.size);
      byRow = all.asSlice(layout.byRow(), (long) Integer.BYTES * layout.size);
      signs = all.asSlice(layout.signs(0), layout.signs(layout.size) - layout.signs(0));
      values = all.asSlice(layout.values(0));
    }
  }

  /// Where things stand in the file, in bytes.
  ///
  /// @param dimensions values of an embedding
  /// @param size embeddings
  record Layout(int dimensions, int size, int groups) {
    int longs() {
      return Math.ceilDiv(Math.ceilDiv(dimensions, Long.SIZE), TOGETHER) * TOGETHER;
    }

    long groupSigns() {
      return aligned(HEADER + (long) Float.BYTES * dimensions);
    }

    long groupBytes() {
      return (long) Long.BYTES * longs() * groups;
    }

    long starts() {
      return groupSigns() + groupBytes();
    }

    long rows() {
      return aligned(starts() + (long) Integer.BYTES * (groups + 1));
    }

    long byRow() {
      return aligned(rows() + (long) Integer.BYTES * size);
    }

    long signs(int place) {
      return aligned(byRow() + (long) Integer.BYTES * size) + (long) Long.BYTES * longs() * place;
    }

    long values(int place) {
      return aligned(signs(size)) + (long) Short.BYTES * dimensions * place;
    }

    long end() {
      return values(size);
    }

    private static long aligned(long bytes) {
      return Math.ceilDiv(bytes, HEADER) * HEADER;
    }
  }

  /// Opens the file; null when the index has none, as no row has an embedding.
  static @Nullable Embeddings open(Path file) throws IOException {
    return Files.exists(file) ? new Embeddings(file) : null;
  }

  /// How many rows have an embedding.
  public int size() {
    return layout.size;
  }

  /// Values of each.
  public int dimensions() {
    return layout.dimensions;
  }

  /// The row that the embedding at a place belongs to.
  public int row(int place) {
    return rows.getAtIndex(INT, place);
  }

  /// The place of a row's embedding; negative when it has none.
  public int place(long row) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int place = byRow.getAtIndex(INT, middle);
      int found = row(place);
      if (found == row) {
        return place;
      }
      if (found < row) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /// The embedding at a place, `float[dimensions]`, L2-normalised.
  public float[] at(int place) {
    float[] vector = new float[dimensions()];
    read(place, new short[vector.length], vector);
    return vector;
  }

  private void read(int place, short[] halves, float[] vector) {
    long at = (long) Short.BYTES * halves.length * place;
    MemorySegment.copy(values, HALF, at, halves, 0, halves.length);
    for (int i = 0; i < halves.length; i++) {
      vector[i] = Float.float16ToFloat(halves[i]);
    }
  }

  /// The cosines of a vector and some embeddings, -1 to 1.
  ///
  /// @param vector `float[dimensions]`, L2-normalised
  /// @param places of the embeddings
  public double[] cosines(float[] vector, int[] places) {
    double[] cosines = new double[places.length];
    short[] halves = new short[dimensions()];
    float[] other = new float[dimensions()];
    for (int n = 0; n < places.length; n++) {
      read(places[n], halves, other);
      cosines[n] = VectorUtil.dotProduct(vector, other);
    }
    return cosines;
  }

  /// The signs of a vector.
  public long[] signs(float[] vector) {
    return signs(vector, mean, layout.longs());
  }

  static long[] signs(float[] vector, float[] mean, int longs) {
    long[] signs = new long[longs];
    for (int i = 0; i < vector.length; i++) {
      signs[i / Long.SIZE] |= vector[i] > mean[i] ? 1L << i : 0; // a shift is by i % 64
    }
    return signs;
  }

  /// In how many signs each group's own differ from some.
  public int[] compareGroups(long[] some) {
    int[] differing = new int[layout.groups];
    compare(some, groups, differing.length, differing);
    return differing;
  }

  /// The first place of a group; that of the number of groups is where the last one ends.
  public int start(int group) {
    return starts[group];
  }

  /// Copies the rows that embeddings belong to.
  ///
  /// @param place the first of as many places one after the other as `out` takes, or to the end
  public void copyRows(int place, int[] out) {
    int count = Math.min(out.length, size() - place);
    MemorySegment.copy(rows, INT, (long) Integer.BYTES * place, out, 0, count);
  }

  /// Copies signs.
  ///
  /// @param place the first of `count` places one after the other
  /// @param out takes them from its number `at` on, all signs of an embedding counted as one
  public void copySigns(int place, int count, long[] out, int at) {
    int longs = layout.longs();
    MemorySegment.copy(
        signs, LONG, (long) Long.BYTES * longs * place, out, longs * at, longs * count);
  }

  /// In how many signs others differ from some.
  ///
  /// @param others `count` of them, one behind the other
  /// @param differing is told the numbers
  public static void compare(long[] some, long[] others, int count, int[] differing) {
    Arrays.fill(differing, 0, count, 0);
    for (int from = 0; from < some.length; from += TOGETHER) {
      compare(some, from, others, count, differing);
    }
  }

  // Written out, so that what is compared with stays in registers: twice as fast as a loop.
  private static void compare(long[] some, int from, long[] others, int count, int[] differing) {
    long a = some[from];
    long b = some[from + 1];
    long c = some[from + 2];
    long d = some[from + 3];
    long e = some[from + 4];
    long f = some[from + 5];
    long g = some[from + 6];
    long h = some[from + 7];
    int at = from;
    for (int n = 0; n < count; n++) {
      differing[n] +=
          Long.bitCount(a ^ others[at])
              + Long.bitCount(b ^ others[at + 1])
              + Long.bitCount(c ^ others[at + 2])
              + Long.bitCount(d ^ others[at + 3])
              + Long.bitCount(e ^ others[at + 4])
              + Long.bitCount(f ^ others[at + 5])
              + Long.bitCount(g ^ others[at + 6])
              + Long.bitCount(h ^ others[at + 7]);
      at += some.length;
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
