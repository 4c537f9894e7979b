package pairmill.duckdb;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.row.Cells;
import pairmill.row.RowSink;
import pairmill.row.Table;
import pairmill.row.TableFiles;
import pairmill.stage.Publisher.PublishedFile;

/// Cuts the rows of one split, which come in their order, into parts. Where no row comes, one part
/// stands without rows.
final class PartWriter implements Closeable {
  private final TableFiles files;
  private final Table<Cells> table;
  private final Path folder;
  private final int partRows;
  private final List<PublishedFile> parts = new ArrayList<>();
  private @Nullable RowSink<Cells> sink;
  private long rows;

  /// @param folder is made here; its name is that of the split
  PartWriter(TableFiles files, Table<Cells> table, Path folder, int partRows) throws IOException {
    this.files = files;
    this.table = table;
    this.folder = Files.createDirectory(folder);
    this.partRows = partRows;
    begin();
  }

  void write(Cells row) throws IOException {
    if (rows == partRows) {
      close();
      begin();
    }
    requireNonNull(sink).write(row);
    rows++;
  }

  private void begin() throws IOException {
    sink = files.create(path(), table);
    rows = 0;
  }

  private Path path() {
    return folder.resolve("part-%05d.parquet".formatted(parts.size()));
  }

  /// The parts that are whole: all of them after `close`.
  List<PublishedFile> parts() {
    return List.copyOf(parts);
  }

  @Override
  public void close() throws IOException {
    if (sink != null) {
      sink.close();
      sink = null;
      Path path = path();
      parts.add(new PublishedFile(folder.getFileName() + "/" + path.getFileName(), path, rows));
    }
  }
}
