package pairmill.stage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import pairmill.dataset.RowJson;
import pairmill.row.Row;
import pairmill.row.RowSink;
import pairmill.row.RowSource;
import pairmill.row.Tables;
import pairmill.run.RunKeys;
import pairmill.shard.TarReader;
import pairmill.shard.TarWriter;
import pairmill.store.Draft;
import pairmill.store.LocalFile;

/// Downloaded samples in their store: those of a whole shard, or of what one part of its download
/// got to. Rows without a picture are in none of the tars.
///
/// @param rows key of the rows
/// @param tar key of the pictures; where no later step needs them, there is no such object
/// @param mark key of the statistics, written last
record Samples(Ports ports, String rows, String tar, String mark) {
  /// Hears what was read.
  @FunctionalInterface
  interface Sink {
    void accept(Row row, byte @Nullable [] jpeg) throws IOException;
  }

  static Samples whole(Ports ports, RunKeys keys, int shard) {
    return new Samples(ports, keys.samples(shard), keys.tar(shard), keys.downloadStats(shard));
  }

  static Samples part(Ports ports, RunKeys keys, int shard, int part) {
    return new Samples(
        ports,
        keys.partSamples(shard, part),
        keys.partTar(shard, part),
        keys.partStats(shard, part));
  }

  /// Writes rows in their order; those that are null are passed over.
  ///
  /// @param spool the pictures, by the places of their rows
  /// @param pictures true when they are stored
  void write(@Nullable Row[] all, PictureSpool spool, boolean pictures) throws IOException {
    if (pictures) {
      try (Draft draft = ports.store().create(tar)) {
        writeTar(all, spool, draft);
        draft.publish();
      }
    }
    try (Draft draft = ports.store().create(rows)) {
      try (RowSink<Row> sink = ports.tables().create(draft.path(), Tables.SAMPLES)) {
        for (Row row : all) {
          if (row != null) {
            sink.write(row);
          }
        }
      }
      draft.publish();
    }
  }

  private static void writeTar(@Nullable Row[] all, PictureSpool spool, Draft draft)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft.path()), 1 << 16);
        TarWriter tar = new TarWriter(out)) {
      for (int i = 0; i < all.length; i++) {
        Row row = all[i];
        if (row != null && hasPicture(row)) {
          tar.add(row.key() + ".jpg", spool.read(i));
          tar.add(row.key() + ".txt", row.pair().caption().getBytes(StandardCharsets.UTF_8));
          tar.add(
              row.key() + ".json",
              RowJson.line(Tables.SAMPLES, row).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static boolean hasPicture(Row row) {
    return row.kept() && row.picture() != null;
  }

  /// Reads all rows in their order.
  ///
  /// @param pictures true when the sink hears the pictures too
  void read(boolean pictures, Sink sink) throws IOException {
    try (LocalFile file = ports.store().local(rows);
        RowSource<Row> source = ports.tables().open(file.path(), Tables.SAMPLES);
        TarReader from = pictures ? new TarReader(ports.store().open(tar)) : null) {
      for (Row row = source.next(); row != null; row = source.next()) {
        sink.accept(row, from != null && hasPicture(row) ? from.read(row.key() + ".jpg") : null);
      }
    }
  }

  /// Removes them, the mark last.
  void delete() throws IOException {
    ports.store().delete(tar);
    ports.store().delete(rows);
    ports.store().delete(mark);
  }
}
