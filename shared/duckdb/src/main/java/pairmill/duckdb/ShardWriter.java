package pairmill.duckdb;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.row.Cells;
import pairmill.row.RowSink;
import pairmill.row.Table;
import pairmill.row.TableFiles;
import pairmill.row.Tables;
import pairmill.sample.SampleKey;
import pairmill.stage.Planner.PlannedShard;

/// Cuts the rows of `planned`, which come in the order of their keys, into a file per shard.
final class ShardWriter implements Closeable {
  private static final Table<Cells> SHARD = RawRows.of(Tables.SHARD);

  private final TableFiles files;
  private final Path folder;
  private final List<PlannedShard> shards = new ArrayList<>();
  private @Nullable RowSink<Cells> sink;

  ShardWriter(TableFiles files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /// Writes one row, into a new file where it is the first of its shard.
  void write(ResultSet row) throws SQLException, IOException {
    if (row.getLong("number") == shards.size()) {
      begin(row);
    }
    Cells cells = RawRows.read(row, SHARD);
    requireNonNull(sink).write(cells);
  }

  private void begin(ResultSet row) throws SQLException, IOException {
    close();
    int number = shards.size();
    Path file = folder.resolve(SampleKey.shard(number) + ".parquet");
    sink = files.create(file, SHARD);
    int pairs = Math.toIntExact(row.getLong("size"));
    shards.add(new PlannedShard(number, row.getInt("bucket"), pairs, file));
  }

  /// The shards that were begun. Their files are whole after `close`.
  List<PlannedShard> shards() {
    return List.copyOf(shards);
  }

  @Override
  public void close() throws IOException {
    if (sink != null) {
      sink.close();
      sink = null;
    }
  }
}
