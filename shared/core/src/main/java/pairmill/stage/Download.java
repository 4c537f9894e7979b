package pairmill.stage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import pairmill.dataset.RowJson;
import pairmill.download.Fetch;
import pairmill.download.FetchResult;
import pairmill.download.Fetched;
import pairmill.download.PlannedPair;
import pairmill.pair.Outcome;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.queue.Task;
import pairmill.row.Row;
import pairmill.row.RowSink;
import pairmill.row.RowSource;
import pairmill.row.Tables;
import pairmill.run.ImagesFrom;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.run.RunSpec;
import pairmill.sample.Picture;
import pairmill.sample.PictureReader;
import pairmill.score.Scores;
import pairmill.shard.TarWriter;
import pairmill.store.Draft;
import pairmill.store.LocalFile;

/// Fetches and reads the pictures of one shard. Every pair becomes a row: with what is known of its
/// picture, or with the reason why there is none. The pictures themselves go to a tar where a later
/// step needs them.
public final class Download implements Stage<Task.Download> {
  private final Ports ports;
  private final Fetch fetch;
  private final PictureReader reader;
  private final Semaphore decoders;
  private @Nullable RunRemovals known;

  /// A stage that gets pictures through `fetch`.
  ///
  /// @param decoders how many pictures may be decoded at once, over all shards
  public Download(Ports ports, Fetch fetch, PictureReader reader, int decoders) {
    this.ports = ports;
    this.fetch = fetch;
    this.reader = reader;
    this.decoders = new Semaphore(decoders);
  }

  @Override
  public List<Task> run(Task.Download task) throws IOException, InterruptedException {
    RunKeys keys = new RunKeys(task.run());
    String mark = keys.downloadStats(task.shard());
    if (ports.store().exists(mark)) {
      return Commit.read(ports.store(), mark).next();
    }
    Run run = Run.read(ports.store(), keys);
    List<PlannedPair> pairs = pairs(keys.shard(task.shard()));
    try (Tally tally = new Tally(StageName.DOWNLOAD, ports);
        PictureSpool spool = PictureSpool.open(ports.store().create(keys.tar(task.shard())))) {
      Row[] rows = new Row[pairs.size()];
      Shift shift = new Shift(run.spec(), keys, tally, spool);
      HostLanes.run(pairs, (index, pair) -> rows[index] = shift.row(index, pair));
      write(List.of(rows), spool, run.spec(), keys, task.shard());
      return Commit.write(
          ports.store(), mark, tally.stats(List.of(new Task.Score(task.run(), task.shard()))));
    }
  }

  private record RunRemovals(RunKeys keys, Removals removals) {}

  // A list may be long and the shards many: that of the run at work is read once.
  private synchronized Removals removals(RunSpec spec, RunKeys keys) throws IOException {
    if (spec.removals() == null) {
      return Removals.NONE;
    }
    if (known == null || !known.keys().equals(keys)) {
      known = new RunRemovals(keys, Removals.read(ports.store(), keys.removals()));
    }
    return known.removals();
  }

  private List<PlannedPair> pairs(String key) throws IOException {
    List<PlannedPair> pairs = new ArrayList<>();
    try (LocalFile file = ports.store().local(key);
        RowSource<PlannedPair> source = ports.tables().open(file.path(), Tables.SHARD)) {
      for (PlannedPair pair = source.next(); pair != null; pair = source.next()) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  private void write(List<Row> rows, PictureSpool spool, RunSpec spec, RunKeys keys, int shard)
      throws IOException {
    if (spec.storesPictures()) {
      try (Draft draft = ports.store().create(keys.tar(shard))) {
        writeTar(rows, spool, draft);
        draft.publish();
      }
    }
    try (Draft draft = ports.store().create(keys.samples(shard))) {
      try (RowSink<Row> sink = ports.tables().create(draft.path(), Tables.SAMPLES)) {
        for (Row row : rows) {
          sink.write(row);
        }
      }
      draft.publish();
    }
  }

  private static void writeTar(List<Row> rows, PictureSpool spool, Draft draft) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft.path()), 1 << 16);
        TarWriter tar = new TarWriter(out)) {
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get(i);
        if (row.kept() && row.picture() != null) {
          tar.add(row.key() + ".jpg", spool.read(i));
          tar.add(row.key() + ".txt", row.pair().caption().getBytes(StandardCharsets.UTF_8));
          tar.add(
              row.key() + ".json",
              RowJson.line(Tables.SAMPLES, row).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  /// The work on the pairs of one shard.
  private final class Shift {
    private final RunSpec spec;
    private final RunKeys keys;
    private final Tally tally;
    private final PictureSpool spool;

    Shift(RunSpec spec, RunKeys keys, Tally tally, PictureSpool spool) {
      this.spec = spec;
      this.keys = keys;
      this.tally = tally;
      this.spool = spool;
    }

    Row row(int index, PlannedPair planned) throws IOException, InterruptedException {
      Row row = new Row(planned.pair(), planned.key(), null, null, null, Scores.NONE, List.of());
      if (spec.images() == ImagesFrom.NONE) {
        tally.kept(1);
        return row;
      }
      FetchResult result = fetch.fetch(planned);
      row = row.with(result.evidence());
      return switch (result.outcome()) {
        case Outcome.Refused<Fetched>(Reason reason, String detail) -> refused(row, reason, detail);
        case Outcome.Kept<Fetched>(Fetched fetched) -> {
          try (fetched) {
            yield read(index, row, fetched);
          }
        }
      };
    }

    private Row read(int index, Row row, Fetched fetched) throws IOException, InterruptedException {
      tally.count("bytes", fetched.body().length);
      BodyHashes hashes = BodyHashes.of(fetched.body());
      Removals removals = removals(spec, keys);
      if (removals.contains(hashes)) {
        return removed(row, hashes.sha256());
      }
      if (removals.containsAddress(fetched.finalUrl())) {
        return removed(row, "redirected to an address on the list");
      }
      return switch (decode(fetched.body())) {
        case Outcome.Refused<Picture>(Reason reason, String detail) -> refused(row, reason, detail);
        case Outcome.Kept<Picture>(Picture picture) -> {
          if (spec.storesPictures()) {
            spool.write(index, picture.jpeg());
          }
          tally.kept(1);
          yield row.with(hashes.facts(picture, fetched));
        }
      };
    }

    private Outcome<Picture> decode(byte[] body) throws InterruptedException {
      decoders.acquire();
      try {
        return reader.read(body);
      } finally {
        decoders.release();
      }
    }

    // Counted, but no example: who asked to be removed is not listed.
    private Row removed(Row row, String detail) {
      tally.refused(Reason.REMOVED_PICTURE, 1, List.of());
      return row.refused(Reason.REMOVED_PICTURE, detail);
    }

    private Row refused(Row row, Reason reason, String detail) {
      tally.refused(reason, row.pair().url() + ": " + detail);
      return row.refused(reason, detail);
    }
  }
}
