package pairmill.explorer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.index.Index;
import pairmill.explorer.index.IndexFolder;
import pairmill.explorer.index.Mark;
import pairmill.explorer.index.RemovalList;
import pairmill.explorer.index.Source;
import pairmill.shard.NpyWriter;

/// Datasets that are drawn by SQL, and indexes of them.
public final class Fixture {
  // Rows as a scored dataset has them, with gaps: `i` is the row's number.
  private static final String SCORED =
      """
      SELECT
        'https://' || ['www.a.example', 'b.example', 'img.c.co.uk', 'd.example'][1 + (hash(i) % 7 % 4)::INTEGER]
          || '/' || i || '.jpg' AS url,
        ['red', 'green', 'blue'][1 + i % 3] || ' ' || ['shoes', 'boat', 'house', 'canvas wall art print'][1 + (i // 3) % 4]
          || ' ' || i AS caption,
        CASE WHEN i % 11 > 0 THEN ['en', 'de', 'ja'][1 + (hash(i * 3) % 3)::INTEGER] END AS language,
        (100 + hash(i * 5) % 900)::INTEGER AS width,
        (100 + hash(i * 7) % 900)::INTEGER AS height,
        CASE WHEN i % 13 > 0 THEN round((hash(i * 11) % 10000) / 10000, 2) END AS similarity,
        (hash(i * 13) % 10000) / 10000 AS punsafe,
        (hash(i * 17) % 10000) / 10000 AS pwatermark,
        1 + (hash(i * 19) % 8000) / 1000 AS aesthetic,
        (hash(i * 23) % 3)::INTEGER AS faces,
        i AS hash
      FROM range(ROWS) r(i)
      """;

  private Fixture() {}

  /// A query for rows as a scored dataset has them, with gaps: `i` is the row's number.
  public static String scored(int rows) {
    return SCORED.replace("ROWS", Integer.toString(rows));
  }

  /// Writes what a query gives to a Parquet file.
  public static Path parquet(Path file, String select) throws IOException {
    Files.createDirectories(file.getParent());
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(select, file));
      return file;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /// Writes embeddings as numpy does, `[rows][dimensions]`.
  ///
  /// @param half as float16, else as float32
  public static void npy(Path file, float[][] rows, boolean half) throws IOException {
    Files.createDirectories(file.getParent());
    int dimensions = rows[0].length;
    try (NpyWriter npy =
        half ? NpyWriter.float16(file, dimensions) : NpyWriter.float32(file, dimensions)) {
      for (float[] row : rows) {
        npy.write(row);
      }
    }
  }

  /// An index of some files, in a folder of its own.
  public static Explored explored(Path work, Path... files) throws IOException {
    return without(work, null, files);
  }

  /// An index of some files that leaves out what a list says.
  public static Explored without(Path work, @Nullable Path removals, Path... files)
      throws IOException {
    IndexFolder folder = new IndexFolder(work.resolve("index"));
    List<Source> sources = new ArrayList<>();
    List<Source> embeddings = new ArrayList<>();
    for (Path file : files) {
      sources.addAll(Source.of(file));
      embeddings.addAll(Source.embeddings(file));
    }
    Mark mark =
        folder.build(sources, embeddings, RemovalList.read(removals), (step, done, all) -> {});
    Index index = Index.open(folder, mark, work.resolve("spill"));
    return Explored.of(files[0], Source.dataset(files[0]), index, removals, true);
  }
}
