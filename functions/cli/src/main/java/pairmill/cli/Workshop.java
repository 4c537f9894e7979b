package pairmill.cli;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import pairmill.stage.ArchiveFetch;
import pairmill.stage.Download;
import pairmill.stage.Extract;
import pairmill.stage.Extractor;
import pairmill.stage.PairSink;
import pairmill.stage.PairSource;
import pairmill.stage.Plan;
import pairmill.stage.Ports;
import pairmill.stage.Progress;
import pairmill.stage.Publish;
import pairmill.stage.Score;
import pairmill.stage.Stage;
import pairmill.stage.Stages;
import pairmill.store.Scratch;
import pairmill.store.Store;

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

  /// The pairs of archives.
  ///
  /// @param archives files by the names of the run's inputs
  public static PairSource archives(Rules rules, Map<String, Path> archives) {
    return new ArchivePairs(extractor(rules, true), archives);
  }

  private record ArchivePairs(Extractor extractor, Map<String, Path> archives)
      implements PairSource {
    @Override
    public void read(String input, PairSink sink) throws IOException {
      Path archive = requireNonNull(archives.get(input), input);
      try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), 1 << 16)) {
        extractor.extract(in, input, sink);
      }
    }

    @Override
    public void release() {
      if (extractor.detector() instanceof LinguaDetector lingua) {
        lingua.unload();
      }
    }
  }

  /// The stages that make a dataset of the pairs of `source`.
  ///
  /// @param archives files that pictures are taken from, where the spec says so
  public Stages stages(
      PairSource source, RunSpec spec, RunOptions options, Map<String, Path> archives)
      throws IOException {
    return new Stages(
        new Extract(ports, source),
        plan(source),
        new Download(ports, fetch(spec, options, archives), pictureReader(), CORES),
        new Score(ports, null),
        publish());
  }

  // Language models take more memory than all that follows; once there is a plan nobody needs them.
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

  /// The stage that publishes.
  public Publish publish() {
    return new Publish(ports, new DuckPublisher(ports.tables(), DUCK));
  }

  private Fetch fetch(RunSpec spec, RunOptions options, Map<String, Path> archives)
      throws IOException {
    return switch (spec.images()) {
      case ARCHIVE -> archive(spec, archives);
      case WEB -> web(options);
      case NONE ->
          pair -> {
            throw new IllegalStateException("this run asks for no pictures: " + pair.pair().url());
          };
    };
  }

  private Fetch archive(RunSpec spec, Map<String, Path> archives) throws IOException {
    Scratch scratch = Scratch.open(ports.store());
    ArchiveFetch fetch = new ArchiveFetch(archives, spec.maxBytes(), 2 * CORES, scratch);
    open.add(fetch);
    return fetch;
  }

  private Fetch web(RunOptions options) throws IOException {
    WebFetch fetch =
        WebFetch.open(
            new UserAgent(Software.VERSION, options.contact),
            Politeness.DEFAULT.withRequestsPerSecond(options.hostRate),
            Limits.DEFAULT.withConcurrency(options.concurrency).withBodyBytes(options.maxBytes),
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
