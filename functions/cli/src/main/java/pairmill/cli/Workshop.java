package pairmill.cli;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pairmill.download.AddressGuard;
import pairmill.download.Fetch;
import pairmill.duckdb.DuckLimits;
import pairmill.duckdb.DuckPlanner;
import pairmill.duckdb.DuckPublisher;
import pairmill.fetch.Limits;
import pairmill.fetch.Network;
import pairmill.fetch.Politeness;
import pairmill.fetch.UserAgent;
import pairmill.fetch.WebFetch;
import pairmill.filter.Rules;
import pairmill.language.LinguaDetector;
import pairmill.pair.LanguageDetector;
import pairmill.parquet.ParquetFiles;
import pairmill.pixels.PictureReaders;
import pairmill.queue.Task;
import pairmill.run.RunSpec;
import pairmill.sample.PictureReader;
import pairmill.sample.PixelReader;
import pairmill.score.Scorer;
import pairmill.stage.ArchiveFetches;
import pairmill.stage.ArchivePairs;
import pairmill.stage.Archives;
import pairmill.stage.Download;
import pairmill.stage.Extract;
import pairmill.stage.Extractor;
import pairmill.stage.Fetches;
import pairmill.stage.PairSource;
import pairmill.stage.Plan;
import pairmill.stage.Ports;
import pairmill.stage.Progress;
import pairmill.stage.Publish;
import pairmill.stage.Score;
import pairmill.stage.Stage;
import pairmill.stage.Stages;
import pairmill.store.Store;
import pairmill.store.StoredBytes;

/// The adapters of this machine, and the stages that work with them.
public final class Workshop implements Closeable {
  /// Buckets of a deployment that shares its hosts with nobody: as many as the shards that are
  /// downloaded at once. More would cut a small run into many small shards.
  public static final int BUCKETS = 16;

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /// What a query engine may use here.
  static final DuckLimits DUCK = new DuckLimits(512L << 20, CORES);

  private static final int MEGAPIXELS_AT_ONCE = 100;

  private final Ports ports;
  private final List<Closeable> open = new ArrayList<>();

  /// Opens what a run in `store` works with.
  public Workshop(Store store, Progress progress) {
    this.ports = new Ports(store, new ParquetFiles(), progress, InstantSource.system());
  }

  /// What decodes the pixels of pictures here.
  public static PixelReader pixelReader() {
    return PictureReaders.pixels(MEGAPIXELS_AT_ONCE);
  }

  /// What decodes pictures here.
  public static PictureReader pictureReader() {
    return PictureReaders.best(MEGAPIXELS_AT_ONCE);
  }

  /// What finds pairs by `rules`.
  ///
  /// @param tellLanguage false where nobody reads the language
  public static Extractor extractor(Rules rules, boolean tellLanguage) {
    boolean tell = tellLanguage && rules != Rules.RAW;
    return new Extractor(rules, tell ? new LinguaDetector() : LanguageDetector.NONE);
  }

  /// Name and version of what tells languages where pairs are found by `rules`.
  ///
  /// @return null for nothing
  public static @Nullable String detector(Rules rules) {
    return rules == Rules.RAW ? null : LinguaDetector.NAME;
  }

  /// The pairs of archives.
  ///
  /// @param archives files by the names of the run's inputs
  public static PairSource archives(Map<String, Path> archives) {
    return new ArchivePairs(files(archives), new LinguaDetector(), LinguaDetector.NAME);
  }

  /// The stages that make a dataset of the pairs of `source`.
  ///
  /// @param archives files that pictures are taken from, where the spec says so
  /// @param scorer the one that the spec names; null when it names none
  public Stages stages(
      PairSource source,
      RunSpec spec,
      RunOptions options,
      Map<String, Path> archives,
      @Nullable Scorer scorer)
      throws IOException {
    return new Stages(
        new Extract(ports, source),
        plan(source),
        new Download(ports, fetches(spec, options, archives), pictureReader(), CORES),
        score(scorer),
        publish());
  }

  // Once there is a plan nobody tells languages any more.
  private Stage<Task.Plan> plan(PairSource source) {
    Plan plan = new Plan(ports, new DuckPlanner(ports.tables(), DUCK));
    return task -> {
      List<Task> next = plan.run(task);
      if (!next.isEmpty()) {
        source.release();
      }
      return next;
    };
  }

  private Score score(@Nullable Scorer scorer) {
    return new Score(ports, scorer, CORES);
  }

  /// The stages that score the pictures of a run again.
  public Stage<Task> scoring(@Nullable Scorer scorer) {
    Score score = score(scorer);
    Publish publish = publish();
    return task ->
        switch (task) {
          case Task.Score scoreTask -> score.run(scoreTask);
          case Task.Publish publishTask -> publish.run(publishTask);
          default -> throw new IllegalArgumentException("scoring leads to no " + task);
        };
  }

  /// The stage that publishes.
  public Publish publish() {
    return new Publish(ports, new DuckPublisher(ports.tables(), DUCK));
  }

  // One run per process: what it fetches with is made once.
  private Fetches fetches(RunSpec spec, RunOptions options, Map<String, Path> archives)
      throws IOException {
    return switch (spec.images()) {
      case ARCHIVE -> {
        ArchiveFetches fetches = new ArchiveFetches(files(archives), 2 * CORES, ports.store());
        open.add(fetches);
        yield fetches;
      }
      case WEB -> {
        Fetch fetch = web(options);
        yield (name, run) -> fetch;
      }
      case NONE ->
          (name, run) -> {
            throw new IllegalStateException("this run asks for no pictures: '" + name + "'");
          };
    };
  }

  private static Archives files(Map<String, Path> archives) {
    return (run, input, offset) ->
        StoredBytes.open(requireNonNull(archives.get(input.name()), input.name()), offset);
  }

  private Fetch web(RunOptions options) throws IOException {
    WebFetch fetch =
        WebFetch.open(
            new UserAgent(Software.VERSION, options.contact),
            Politeness.DEFAULT.withRequestsPerSecond(options.hostRate),
            Limits.DEFAULT
                .withConcurrency(options.concurrency)
                .withBodyBytes(options.making.maxBytes),
            Network.behind(AddressGuard.opening(options.allowAddresses)),
            InstantSource.system());
    open.add(fetch);
    return fetch;
  }

  @Override
  public void close() throws IOException {
    for (Closeable each : open) {
      each.close();
    }
  }
}
