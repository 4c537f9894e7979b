package pairmill.stage;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pairmill.download.Fetch;
import pairmill.download.FetchResult;
import pairmill.download.Fetched;
import pairmill.download.PlannedPair;
import pairmill.pair.Outcome;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.queue.Task;
import pairmill.row.Row;
import pairmill.row.RowSource;
import pairmill.row.Tables;
import pairmill.run.ImagesFrom;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.run.RunSpec;
import pairmill.sample.Picture;
import pairmill.sample.PictureReader;
import pairmill.score.Scores;
import pairmill.shard.ShardStats;
import pairmill.store.LocalFile;

/// Fetches and reads the pictures of one shard. Every pair becomes a row: with what is known of its
/// picture, or with the reason why there is none. The pictures themselves go to a tar where a later
/// step needs them.
public final class Download implements Stage<Task.Download> {
  /// How often a shard may be handed on: a shard of ten pairs a part.
  static final int MOST_PARTS = 1_000;

  private final Ports ports;
  private final Fetches fetches;
  private final PictureReader reader;
  private final Semaphore decoders;
  private @Nullable RunRemovals known;

  /// A stage that gets pictures.
  ///
  /// @param decoders how many pictures may be decoded at once, over all shards
  public Download(Ports ports, Fetches fetches, PictureReader reader, int decoders) {
    this.ports = ports;
    this.fetches = fetches;
    this.reader = reader;
    this.decoders = new Semaphore(decoders);
  }

  @Override
  public List<Task> run(Task.Download task) throws IOException, InterruptedException {
    return run(task, Deadline.NONE);
  }

  /// As [#run(Task.Download)], but takes up no more pairs once the deadline has passed: at least
  /// one in any case. What was done is committed as a part, and the rest handed on. The last part
  /// puts all together, as if there had been one.
  public List<Task> run(Task.Download task, Deadline deadline)
      throws IOException, InterruptedException {
    RunKeys keys = new RunKeys(task.run());
    Samples whole = Samples.whole(ports, keys, task.shard());
    Parts parts = new Parts(ports, keys, task.shard());
    if (ports.store().exists(whole.mark())) {
      ShardStats stats = Commit.read(ports.store(), whole.mark());
      parts.discard(stats.count(Parts.COUNT));
      return stats.next();
    }
    Samples part = parts.part(task.part());
    if (ports.store().exists(part.mark())) {
      return Commit.read(ports.store(), part.mark()).next();
    }
    if (task.part() >= MOST_PARTS) {
      throw new IllegalArgumentException(
          "shard %d of run '%s' is not done after %,d parts"
              .formatted(task.shard(), task.run(), MOST_PARTS));
    }
    Run run = Run.read(ports.store(), keys);
    RunSpec spec = run.spec();
    List<PlannedPair> pairs = pairs(keys.shard(task.shard()));
    try (Tally tally = new Tally(StageName.DOWNLOAD, ports);
        PictureSpool spool = PictureSpool.open(ports.store().create(keys.tar(task.shard())))) {
      Shift shift = new Shift(run, keys, pairs, tally, spool);
      boolean all = shift.work(parts.done(task.part()), enough(deadline));
      if (!all || (task.part() > 0 && shift.worked() && deadline.passed())) {
        part.write(shift.rows, spool, spec.storesPictures());
        Task rest = new Task.Download(task.run(), task.shard(), task.bucket(), task.part() + 1);
        return Commit.write(ports, part.mark(), tally.stats(List.of(rest)));
      }
      shift.add(parts, task.part());
      whole.write(shift.rows, spool, spec.storesPictures());
      Task score = new Task.Score(task.run(), task.shard());
      List<Task> next = Commit.write(ports, whole.mark(), tally.stats(List.of(score)));
      parts.discard(task.part());
      return next;
    }
  }

  // One pair is taken in any case: a part that does nothing would be followed by its like.
  private static BooleanSupplier enough(Deadline deadline) {
    AtomicBoolean asked = new AtomicBoolean();
    return () -> asked.getAndSet(true) && deadline.passed();
  }

  // The run tells what decoded its pictures: nothing else may.
  private Fetch fetch(String name, Run run) throws IOException {
    if (!reader.decoder().equals(run.spec().decoder())) {
      throw new IllegalArgumentException(
          "the run asks for the decoder '%s', and there is '%s'"
              .formatted(run.spec().decoder(), reader.decoder()));
    }
    return fetches.of(name, run);
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

  /// The work on the pairs of one shard.
  private final class Shift {
    private final RunSpec spec;
    private final @Nullable Fetch fetch; // null where no pictures are looked at
    private final RunKeys keys;
    private final List<PlannedPair> pairs;
    private final Tally tally;
    private final PictureSpool spool;
    private final @Nullable Row[] rows; // in the order of the pairs

    Shift(Run run, RunKeys keys, List<PlannedPair> pairs, Tally tally, PictureSpool spool)
        throws IOException {
      this.spec = run.spec();
      this.fetch = spec.images() == ImagesFrom.NONE ? null : fetch(keys.run(), run);
      this.keys = keys;
      this.pairs = pairs;
      this.tally = tally;
      this.spool = spool;
      this.rows = new Row[pairs.size()];
    }

    /// Works on the pairs that are not done yet.
    ///
    /// @return true when all are
    boolean work(Set<String> done, BooleanSupplier enough)
        throws IOException, InterruptedException {
      List<Integer> left =
          IntStream.range(0, pairs.size())
              .filter(place -> !done.contains(pairs.get(place).key()))
              .boxed()
              .toList();
      HostLanes.run(
          left.stream().map(pairs::get).toList(),
          enough,
          (n, pair) -> rows[left.get(n)] = row(left.get(n), pair));
      return left.stream().allMatch(place -> rows[place] != null);
    }

    boolean worked() {
      return Arrays.stream(rows).anyMatch(Objects::nonNull);
    }

    /// Adds what earlier parts got to: now no pair is missing, and none is there twice.
    void add(Parts earlier, int parts) throws IOException {
      Map<String, Integer> places = new HashMap<>();
      for (PlannedPair pair : pairs) {
        places.put(pair.key(), places.size());
      }
      earlier.add(
          parts,
          spec.storesPictures(),
          tally,
          (row, jpeg) -> {
            int place = requireNonNull(places.get(row.key()), row.key());
            rows[place] = row;
            if (jpeg != null) {
              spool.write(place, jpeg);
            }
          });
      long in = tally.stats(List.of()).in();
      if (in != pairs.size()) {
        throw new IllegalStateException(
            "a shard has %,d pairs, and %,d came of it".formatted(pairs.size(), in));
      }
    }

    Row row(int index, PlannedPair planned) throws IOException, InterruptedException {
      Row row = new Row(planned.pair(), planned.key(), null, null, null, Scores.NONE, List.of());
      if (fetch == null) {
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
          if (removals.containsLook(picture.pdq())) {
            yield removed(row, "looks like a picture on the list");
          }
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
