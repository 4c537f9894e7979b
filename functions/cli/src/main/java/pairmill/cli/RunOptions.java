package pairmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.cli.aws.S3Place;
import pairmill.download.AddressGuard;
import pairmill.fetch.UserAgent;
import pairmill.store.Scratch;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags that the commands which fetch pictures share.
public final class RunOptions {
  private static final Path USUAL_OUT = Path.of("pairmill-out");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the run (default: ./pairmill-out).")
  public @Nullable Path out;

  @Option(
      names = "--store",
      paramLabel = "s3://BUCKET/FOLDER",
      description = "Folder of the run in S3, instead of --out.")
  public @Nullable String store;

  @Mixin public SpecOptions making;

  @Option(
      names = "--contact",
      paramLabel = "URL",
      description = "Where a webmaster finds you; stands in the User-Agent.")
  public @Nullable String contact;

  @Option(
      names = "--host-rate",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Requests per second and host, 0 for no limit: only for your own servers (default: ${DEFAULT-VALUE}).")
  public double hostRate;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "256",
      description =
          "Pictures being fetched at once; no more archives or shards than this are worked on either (default: ${DEFAULT-VALUE}).")
  public int concurrency;

  @Option(
      names = "--allow-address",
      paramLabel = "CIDR[:PORT]",
      description =
          "Let the downloader ask this private address too: for your own servers. Repeatable.")
  public List<String> allowAddresses = new ArrayList<>();

  @Option(
      names = "--resume",
      description = "Go on with the run that is there, and fail if there is none.")
  public boolean resume;

  @Option(names = "--fresh", description = "Remove the run that is there first.")
  public boolean fresh;

  @Option(names = "--quiet", description = "No progress.")
  public boolean quiet;

  @Option(names = "--json", description = "The end report as one JSON object on standard output.")
  public boolean json;

  /// The flags as they are where none is given.
  public static RunOptions usual() {
    RunOptions options = new RunOptions();
    new CommandLine(options).parseArgs();
    return options;
  }

  /// Throws when a value cannot be.
  public void check() {
    WrongUseException.require(hostRate >= 0, "--host-rate", hostRate, "0 or more");
    making.check();
    WrongUseException.require(concurrency >= 1, "--concurrency", concurrency, "1 or more");
    try {
      AddressGuard.opening(allowAddresses);
      new UserAgent(Software.VERSION, contact);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(String.valueOf(e.getMessage()));
    }
    if (store != null && out != null) {
      throw new WrongUseException("--out and --store exclude each other");
    }
    if (resume && fresh) {
      throw new WrongUseException("--resume and --fresh exclude each other");
    }
  }

  /// Where the run is kept.
  public RunPlace place() {
    return store == null ? new LocalPlace(out()) : S3Place.of(store);
  }

  private Path out() {
    return out == null ? USUAL_OUT : out;
  }

  /// Works with the files that the inputs are, which may come over the network: beside the run, or
  /// where that is in S3, for as long as the work takes.
  ///
  /// @param work returns the exit code
  public int withInputs(Work work) throws IOException, InterruptedException {
    if (store == null) {
      return work.with(new RemoteFile(out().resolve("incoming")));
    }
    try (Scratch incoming = Scratch.open()) {
      return work.with(new RemoteFile(incoming.folder()));
    }
  }

  /// What is done with inputs.
  @FunctionalInterface
  public interface Work {
    /// Does it.
    int with(Inputs.Remote remote) throws IOException, InterruptedException;
  }
}
