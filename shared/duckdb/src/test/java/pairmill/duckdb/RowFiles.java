package pairmill.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import pairmill.parquet.ParquetFiles;
import pairmill.row.RowSink;
import pairmill.row.RowSource;
import pairmill.row.Table;

/// Files of rows for tests.
final class RowFiles {
  /// The order of texts by their UTF-8 bytes.
  static final Comparator<String> BY_BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private RowFiles() {}

  /// Deals rows out to files, row by row.
  static <T> List<Path> deal(Path folder, Table<T> table, List<T> rows, int count) {
    try {
      Files.createDirectories(folder);
      List<Path> files = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Path file = folder.resolve("it's \"file\" [" + i + "]*.parquet");
        try (RowSink<T> sink = new ParquetFiles().create(file, table)) {
          for (int row = i; row < rows.size(); row += count) {
            sink.write(rows.get(row));
          }
        }
        files.add(file);
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> List<T> read(Path file, Table<T> table) throws IOException {
    try (RowSource<T> source = new ParquetFiles().open(file, table)) {
      List<T> rows = new ArrayList<>();
      for (T row = source.next(); row != null; row = source.next()) {
        rows.add(row);
      }
      return rows;
    }
  }
}
