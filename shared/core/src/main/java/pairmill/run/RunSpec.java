package pairmill.run;

import org.jspecify.annotations.Nullable;
import pairmill.filter.Rules;
import pairmill.score.ScorerSpec;

/// All that decides what a run makes of its inputs. Equal specs over equal inputs, with pictures
/// from the archives, give equal bytes.
///
/// @param software name and version of the program
/// @param rules which pairs are taken
/// @param images where pictures come from
/// @param decoder name and version of what decodes them; null when none are decoded
/// @param scorer what scores; null when nothing does
/// @param detector name and version of what tells languages; null when none does
/// @param buckets number of buckets of the deployment, 1 or more
/// @param hostCap addresses per host and run, 1 or more
/// @param maxBytes largest body that is taken, in bytes
/// @param keepImages true when the pictures stay beside the dataset
/// @param keepEmbeddings true when the embeddings stand beside the dataset
/// @param removals SHA-256 of the run's removal list; null when there is none
/// @param suspicious SHA-256 of the run's list of suspicious texts; null when there is none
public record RunSpec(
    String software,
    Rules rules,
    ImagesFrom images,
    @Nullable String decoder,
    @Nullable ScorerSpec scorer,
    @Nullable String detector,
    int buckets,
    int hostCap,
    int maxBytes,
    boolean keepImages,
    boolean keepEmbeddings,
    @Nullable String removals,
    @Nullable String suspicious) {
  /// Pairs per shard at most.
  public static final int SHARD_SIZE = 10_000;

  /// Pairs of one host per shard at most: at one request a second a shard takes five minutes or
  /// less.
  public static final int HOST_SHARE = 300;

  public RunSpec {
    if (buckets < 1 || hostCap < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "buckets, host cap and largest body must be 1 or more: %d, %d, %d"
              .formatted(buckets, hostCap, maxBytes));
    }
  }

  /// The same run scored in another way.
  public RunSpec scoredBy(
      @Nullable ScorerSpec other, boolean otherEmbeddings, @Nullable String otherSuspicious) {
    return new RunSpec(
        software,
        rules,
        images,
        decoder,
        other,
        detector,
        buckets,
        hostCap,
        maxBytes,
        keepImages,
        otherEmbeddings,
        removals,
        otherSuspicious);
  }

  /// True when a later step needs the pictures: the scorer, or the user.
  public boolean storesPictures() {
    return keepImages || scorer != null;
  }
}
