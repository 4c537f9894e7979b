package pairmill.explorer.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The embeddings that a dataset brings: `img_emb/img_emb_N.npy`, and `metadata/metadata_N.parquet`
/// that says which addresses and captions they belong to, in the same order.
final class EmbeddingFiles implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("img_emb_([0-9]+)\\.npy");
  private static final Pattern HEADER =
      Pattern.compile(
          "'descr': '(<f[24])', 'fortran_order': False, 'shape': \\(([0-9]{1,12}), ([0-9]{1,5})\\)");
  private static final int PREFIX = 10; // magic, version, and the header's length in two bytes
  private static final int LONGEST_HEADER = 1 << 16;
  private static final int PLACE_BITS = 40;
  private static final long PLACES = (1L << PLACE_BITS) - 1;
  private static final int FEW = 1 << 10;
  private static final ValueLayout.OfShort HALF =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Database database;
  private final Arena arena = Arena.ofShared();
  private final List<Part> parts = new ArrayList<>();
  private int[] rows = {};
  private long[] places = {}; // a part's number, and a row of it
  private float[] mean = {};

  /// A mapped file of `float16` or `float32`, `[rows][dimensions]`.
  private record Part(MemorySegment values, boolean half, long rows, int dimensions) {
    void read(long row, float[] vector) {
      if (half) {
        short[] halves = new short[dimensions];
        MemorySegment.copy(values, HALF, Short.BYTES * row * dimensions, halves, 0, dimensions);
        for (int i = 0; i < dimensions; i++) {
          vector[i] = Float.float16ToFloat(halves[i]);
        }
      } else {
        MemorySegment.copy(values, FLOAT, Float.BYTES * row * dimensions, vector, 0, dimensions);
      }
    }
  }

  private EmbeddingFiles(Database database) {
    this.database = database;
  }

  /// Finds which rows the embeddings in some files belong to: those with the same address and
  /// caption.
  ///
  /// @param problems takes a sentence for each file that cannot be used
  static EmbeddingFiles open(Database database, List<Source> files, List<String> problems)
      throws IOException {
    EmbeddingFiles embeddings = new EmbeddingFiles(database);
    database.execute("CREATE OR REPLACE TEMP TABLE embedded (id BIGINT, place BIGINT)");
    for (Source file : files) {
      Matcher number = NUMBER.matcher(file.file());
      if (number.find()) {
        Path metadata =
            Path.of(file.file())
                .resolve("../../metadata/metadata_" + number.group(1) + ".parquet")
                .normalize();
        try {
          embeddings.add(Path.of(file.file()), metadata);
        } catch (IOException e) {
          problems.add(
              "[" + Path.of(file.file()).getFileName() + "] is left out: " + e.getMessage());
        }
      }
    }
    embeddings.find();
    database.execute("DROP TABLE embedded");
    return embeddings;
  }

  private void add(Path file, Path metadata) throws IOException {
    Part part = map(file);
    if (!parts.isEmpty() && part.dimensions != dimensions()) {
      throw new IOException(
          "embeddings of %,d values, where those before have %,d"
              .formatted(part.dimensions, dimensions()));
    }
    database.execute(
        "INSERT INTO embedded SELECT r.id, %d + m.file_row_number FROM read_parquet(%s, file_row_number = true) m JOIN every_row r ON r.url = m.url AND r.caption IS NOT DISTINCT FROM m.caption WHERE m.file_row_number < %d"
            .formatted(
                (long) parts.size() << PLACE_BITS,
                Database.literal(metadata.toString()),
                part.rows));
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
      if (!start.startsWith("\u0093NUMPY") || start.length() < PREFIX || !header.find()) {
        throw new IOException("no .npy file of float16 or float32 rows");
      }
      boolean half = header.group(1).equals("<f2");
      long rows = Long.parseLong(header.group(2));
      int dimensions = Integer.parseInt(header.group(3));
      long from = PREFIX + (long) (start.charAt(8) | start.charAt(9) << 8);
      long bytes = (half ? 2L : 4L) * rows * dimensions;
      if (from + bytes != all.byteSize()) {
        throw new IOException(
            "%,d bytes, where %,d rows of %,d values are told of"
                .formatted(all.byteSize(), rows, dimensions));
      }
      return new Part(all.asSlice(from), half, rows, dimensions);
    }
  }

  /// Values of each embedding; 0 where no file can be used.
  int dimensions() {
    return parts.isEmpty() ? 0 : parts.getFirst().dimensions;
  }

  /// How many rows have an embedding.
  int size() {
    return rows.length;
  }

  /// The mean of all embeddings, `float[dimensions]`; not to be changed.
  float[] mean() {
    return mean;
  }

  /// The row that has the embedding of a number from 0, by which rows ascend.
  int row(int number) {
    return rows[number];
  }

  /// Reads the embedding of a number.
  ///
  /// @param vector `float[dimensions]`, L2-normalised afterwards
  /// @return false where there are but zeros: they stand for a picture that could not be read
  boolean read(int number, float[] vector) {
    long place = places[number];
    parts.get((int) (place >>> PLACE_BITS)).read(place & PLACES, vector);
    return normalised(vector);
  }

  // Of several embeddings of a row the first is taken.
  private void find() throws IOException {
    try (Statement statement = database.connection().createStatement();
        ResultSet found =
            statement.executeQuery("SELECT id, min(place) FROM embedded GROUP BY id ORDER BY id")) {
      float[] vector = new float[dimensions()];
      double[] sum = new double[vector.length];
      int size = 0;
      while (found.next()) {
        if (size == rows.length) {
          rows = Arrays.copyOf(rows, 2 * size + FEW);
          places = Arrays.copyOf(places, 2 * size + FEW);
        }
        rows[size] = found.getInt(1);
        places[size] = found.getLong(2);
        if (read(size, vector)) {
          size++;
          for (int i = 0; i < sum.length; i++) {
            sum[i] += vector[i];
          }
        }
      }
      mean = new float[sum.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) (sum[i] / size);
      }
      rows = Arrays.copyOf(rows, size);
      places = Arrays.copyOf(places, size);
    } catch (SQLException e) {
      throw Database.failure(e);
    }
  }

  private static boolean normalised(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    if (!(square > 0) || Double.isInfinite(square)) {
      return false;
    }
    float norm = (float) Math.sqrt(square);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= norm;
    }
    return true;
  }

  @Override
  public void close() {
    arena.close();
  }
}
