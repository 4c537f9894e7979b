package pairmill.stage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import pairmill.dataset.Manifest;
import pairmill.row.Row;
import pairmill.row.RowSink;
import pairmill.row.RowSource;
import pairmill.row.Tables;
import pairmill.run.RunKeys;
import pairmill.store.Digest;
import pairmill.store.Draft;
import pairmill.store.LocalFile;

/// The embeddings of a run in clip-retrieval's layout: `img_emb/img_emb_N.npy`,
/// `text_emb/text_emb_N.npy` and `metadata/metadata_N.parquet`, row by row of the same samples, N
/// for each shard that kept any.
final class EmbeddingFolder {
  private static final String FOLDER = "embeddings/";

  private final Ports ports;
  private final RunKeys keys;
  private final List<Manifest.File> files = new ArrayList<>();
  private int parts;

  private EmbeddingFolder(Ports ports, RunKeys keys) {
    this.ports = ports;
    this.keys = keys;
  }

  /// Writes the folder.
  ///
  /// @return its files
  static List<Manifest.File> write(Ports ports, RunKeys keys, int shards) throws IOException {
    EmbeddingFolder folder = new EmbeddingFolder(ports, keys);
    for (int shard = 0; shard < shards; shard++) {
      if (ports.store().exists(keys.imageEmbeddings(shard))) {
        folder.add(shard);
      }
    }
    return folder.files;
  }

  private void add(int shard) throws IOException {
    long rows = metadata(shard, FOLDER + "metadata/metadata_" + parts + ".parquet");
    copy(keys.imageEmbeddings(shard), FOLDER + "img_emb/img_emb_" + parts + ".npy", rows);
    copy(keys.textEmbeddings(shard), FOLDER + "text_emb/text_emb_" + parts + ".npy", rows);
    parts++;
  }

  private long metadata(int shard, String name) throws IOException {
    long rows = 0;
    try (Draft draft = ports.store().create(keys.dataset(name))) {
      try (LocalFile file = ports.store().local(keys.rows(shard));
          RowSource<Row> source = ports.tables().open(file.path(), Tables.ROWS);
          RowSink<Row> sink = ports.tables().create(draft.path(), Tables.ROWS)) {
        for (Row row = source.next(); row != null; row = source.next()) {
          if (row.kept()) {
            sink.write(row);
            rows++;
          }
        }
      }
      add(draft, name, rows);
    }
    return rows;
  }

  private void copy(String key, String name, long rows) throws IOException {
    try (InputStream in = ports.store().open(key);
        Draft draft = ports.store().create(keys.dataset(name))) {
      Files.copy(in, draft.path(), StandardCopyOption.REPLACE_EXISTING);
      add(draft, name, rows);
    }
  }

  private void add(Draft draft, String name, long rows) throws IOException {
    files.add(new Manifest.File(name, rows, Files.size(draft.path()), Digest.sha256(draft.path())));
    draft.publish();
  }
}
