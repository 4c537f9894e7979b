package pairmill.explorer.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The embeddings of pictures, by the number of the row they belong to: `img_emb/img_emb_N.npy`,
/// and `metadata/metadata_N.parquet` that says whose they are, in the same order. Files are mapped,
/// so any number of threads reads them.
final class Vectors implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("img_emb_([0-9]+)\\.npy");
  private static final Pattern HEADER =
      Pattern.compile(
          "'descr': '(<f[24])', 'fortran_order': False, 'shape': \\(([0-9]+), ([0-9]+)\\)");
  private static final int PREFIX = 10; // magic, version, and the header's length in two bytes
  private static final int LONGEST_HEADER = 1 << 16;
  private static final ValueLayout.OfShort HALF =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Arena arena = Arena.ofShared();
  private final List<Part> parts = new ArrayList<>();
  private final Map<Long, Place> places = new HashMap<>();

  /// Where a row's embedding stands.
  private record Place(int part, long row) {}

  /// A mapped file of `float16` or `float32`, `[rows][dimensions]`.
  private record Part(MemorySegment values, boolean half, long rows, int dimensions) {
    float[] row(long row) {
      float[] vector = new float[dimensions];
      for (int i = 0; i < dimensions; i++) {
        long at = row * dimensions + i;
        vector[i] =
            half ? Float.float16ToFloat(values.get(HALF, 2 * at)) : values.get(FLOAT, 4 * at);
      }
      return vector;
    }
  }

  private Vectors() {}

  /// Finds which rows the embeddings in some files belong to: those with the same address and
  /// caption.
  ///
  /// @param problems takes a sentence for each file that cannot be used
  static Vectors open(Database database, List<Source> files, List<String> problems)
      throws IOException {
    Vectors vectors = new Vectors();
    for (Source file : files) {
      Matcher number = NUMBER.matcher(file.file());
      if (number.find()) {
        Path metadata =
            Path.of(file.file())
                .resolve("../../metadata/metadata_" + number.group(1) + ".parquet")
                .normalize();
        try {
          vectors.add(database, Path.of(file.file()), metadata);
        } catch (IOException e) {
          problems.add(
              "[" + Path.of(file.file()).getFileName() + "] is left out: " + e.getMessage());
        }
      }
    }
    return vectors;
  }

  private void add(Database database, Path file, Path metadata) throws IOException {
    Part part = map(file);
    int number = parts.size();
    database.query(
        "SELECT r.id, m.file_row_number FROM read_parquet(%s, file_row_number = true) m JOIN every_row r ON r.url = m.url AND r.caption IS NOT DISTINCT FROM m.caption"
            .formatted(Database.literal(metadata.toString())),
        row ->
            row.getLong(2) < part.rows
                && places.put(row.getLong(1), new Place(number, row.getLong(2))) == null);
    parts.add(part);
  }

  private Part map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      long most = Math.min(all.byteSize(), LONGEST_HEADER);
      String start =
          new String(
              all.asSlice(0, most).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
      Matcher header = HEADER.matcher(start);
      if (!start.startsWith("\u0093NUMPY") || !header.find()) {
        throw new IOException("no .npy file of float16 or float32 rows");
      }
      boolean half = header.group(1).equals("<f2");
      long rows = Long.parseLong(header.group(2));
      int dimensions = Integer.parseInt(header.group(3));
      long from = PREFIX + (long) (start.charAt(8) | start.charAt(9) << 8);
      long bytes = Math.multiplyExact(rows, (half ? 2L : 4L) * dimensions);
      if (from + bytes != all.byteSize()) {
        throw new IOException(
            "%,d bytes, where %,d rows of %,d values are told of"
                .formatted(all.byteSize(), rows, dimensions));
      }
      return new Part(all.asSlice(from), half, rows, dimensions);
    }
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  /// The embedding of a row, `float[dimensions]`, L2-normalised; null when it has none.
  float @Nullable [] of(long id) {
    Place place = places.get(id);
    return place == null ? null : unit(parts.get(place.part).row(place.row));
  }

  // Zeros stand for a picture that could not be read.
  private static float @Nullable [] unit(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    if (!(square > 0) || Double.isInfinite(square)) {
      return null;
    }
    float norm = (float) Math.sqrt(square);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= norm;
    }
    return vector;
  }

  @Override
  public void close() {
    arena.close();
  }
}
