package pairmill.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import pairmill.filter.Rules;
import pairmill.run.ImagesFrom;
import pairmill.run.RunSpec;
import pairmill.score.ScorerSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags that decide what a run makes of its inputs.
public final class SpecOptions {
  @Mixin public ScorerOptions scoring;

  @Option(
      names = "--keep-images",
      description = "Keep the pictures as webdataset tars in the run's samples/.")
  public boolean keepImages;

  @Option(
      names = "--host-cap",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Addresses asked of one host in this run (default: ${DEFAULT-VALUE}).")
  public int hostCap;

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

  /// Throws when a value cannot be.
  public void check() {
    WrongUseException.require(hostCap >= 1, "--host-cap", hostCap, "1 or more");
    WrongUseException.require(maxBytes >= 1, "--max-bytes", maxBytes, "1 or more");
  }

  /// The spec that the flags and the program make.
  ///
  /// @param detector what tells languages; null when nothing does
  /// @param scorer what scores; null when nothing does
  /// @param lists those that the flags name
  public RunSpec spec(
      Rules rules,
      ImagesFrom images,
      @Nullable String detector,
      @Nullable ScorerSpec scorer,
      int buckets,
      RunLists lists) {
    return new RunSpec(
        Software.NAME,
        rules,
        images,
        images == ImagesFrom.NONE ? null : Workshop.pictureReader().decoder(),
        scorer,
        detector,
        buckets,
        hostCap,
        maxBytes,
        keepImages,
        scoring.keepEmbeddings,
        RunLists.hash(lists.removals()),
        RunLists.hash(lists.suspicious()));
  }
}
