package pairmill.stage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pairmill.pair.Reason;
import pairmill.row.Row;
import pairmill.row.RowSink;
import pairmill.row.RowSource;
import pairmill.row.Table;
import pairmill.row.Tables;
import pairmill.run.RunKeys;
import pairmill.shard.TarReader;
import pairmill.shard.TarWriter;
import pairmill.store.Draft;
import pairmill.store.LocalFile;

/// Takes pictures that were refused as unsafe out of a shard whose pictures are kept: what may be
/// illegal is never handed on. A second time changes nothing.
final class UnsafePictures {
  private static final List<String> PARTS = List.of(".jpg", ".txt", ".json");

  private final Ports ports;
  private final RunKeys keys;
  private final int shard;

  private UnsafePictures(Ports ports, RunKeys keys, int shard) {
    this.ports = ports;
    this.keys = keys;
    this.shard = shard;
  }

  static void discard(Ports ports, RunKeys keys, int shard) throws IOException {
    new UnsafePictures(ports, keys, shard).discard();
  }

  private void discard() throws IOException {
    Set<String> unsafe = new HashSet<>();
    for (Row row : rows(keys.rows(shard), Tables.ROWS)) {
      if (row.refusal() == Reason.UNSAFE) {
        unsafe.add(row.key());
      }
    }
    List<Row> samples = rows(keys.samples(shard), Tables.SAMPLES);
    // In this order: a sample that is listed and has no picture could never be scored again.
    writeSamples(samples, unsafe);
    writeTar(samples.stream().filter(row -> row.kept() && !unsafe.contains(row.key())).toList());
  }

  private List<Row> rows(String key, Table<Row> table) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (LocalFile file = ports.store().local(key);
        RowSource<Row> source = ports.tables().open(file.path(), table)) {
      for (Row row = source.next(); row != null; row = source.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private void writeTar(List<Row> kept) throws IOException {
    try (Draft draft = ports.store().create(keys.tar(shard))) {
      try (TarReader from = new TarReader(ports.store().open(keys.tar(shard)));
          OutputStream out =
              new BufferedOutputStream(Files.newOutputStream(draft.path()), 1 << 16);
          TarWriter to = new TarWriter(out)) {
        for (Row row : kept) {
          for (String part : PARTS) {
            to.add(row.key() + part, from.read(row.key() + part));
          }
        }
      }
      draft.publish();
    }
  }

  private void writeSamples(List<Row> samples, Set<String> unsafe) throws IOException {
    try (Draft draft = ports.store().create(keys.samples(shard))) {
      try (RowSink<Row> sink = ports.tables().create(draft.path(), Tables.SAMPLES)) {
        for (Row row : samples) {
          sink.write(
              row.kept() && unsafe.contains(row.key()) ? row.refused(Reason.UNSAFE, "") : row);
        }
      }
      draft.publish();
    }
  }
}
