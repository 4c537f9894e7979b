package pairmill.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.download.AddressGuard;
import pairmill.fetch.UserAgent;
import picocli.CommandLine.Option;

/// The flags that the commands which fetch pictures share.
public final class RunOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pairmill-out",
      description = "Folder of the run (default: ./${DEFAULT-VALUE}).")
  public Path out;

  @Option(
      names = "--scorer",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "auto: the CLIP model if its files are there, else none; none; or the name of a model (default: ${DEFAULT-VALUE}).")
  public String scorer;

  @Option(
      names = "--keep-images",
      description = "Keep the pictures as webdataset tars in DIR/samples.")
  public boolean keepImages;

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
      names = "--host-cap",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Addresses asked of one host in this run (default: ${DEFAULT-VALUE}).")
  public int hostCap;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "256",
      description =
          "Pictures being fetched at once; no more archives or shards than this are worked on either (default: ${DEFAULT-VALUE}).")
  public int concurrency;

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      defaultValue = "20000000",
      description = "Largest picture that is taken, in bytes (default: ${DEFAULT-VALUE}).")
  public int maxBytes;

  @Option(
      names = "--removals",
      paramLabel = "FILE",
      description =
          "What is left out: an address, a domain, or a hash of a pair or a picture a line.")
  public @Nullable Path removals;

  @Option(
      names = "--allow-address",
      paramLabel = "CIDR[:PORT]",
      description =
          "Let the downloader ask this private address too: for your own servers. Repeatable.")
  public List<String> allowAddresses = new ArrayList<>();

  @Option(names = "--resume", description = "Go on with the run in DIR, and fail if there is none.")
  public boolean resume;

  @Option(names = "--fresh", description = "Remove the run in DIR first.")
  public boolean fresh;

  @Option(names = "--quiet", description = "No progress.")
  public boolean quiet;

  @Option(names = "--json", description = "The end report as one JSON object on standard output.")
  public boolean json;

  /// Throws when a value cannot be.
  public void check() {
    require(hostRate >= 0, "--host-rate", hostRate, "0 or more");
    require(hostCap >= 1, "--host-cap", hostCap, "1 or more");
    require(concurrency >= 1, "--concurrency", concurrency, "1 or more");
    require(maxBytes >= 1, "--max-bytes", maxBytes, "1 or more");
    try {
      AddressGuard.opening(allowAddresses);
      new UserAgent(Software.VERSION, contact);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(String.valueOf(e.getMessage()));
    }
    if (!scorer.equals("auto") && !scorer.equals("none")) {
      throw new WrongUseException(
          "--scorer " + scorer + ": no such model here; there is auto, or none");
    }
    if (resume && fresh) {
      throw new WrongUseException("--resume and --fresh exclude each other");
    }
  }

  private static void require(boolean good, String flag, Object value, String range) {
    if (!good) {
      throw new WrongUseException("%s must be %s, not %s".formatted(flag, range, value));
    }
  }
}
