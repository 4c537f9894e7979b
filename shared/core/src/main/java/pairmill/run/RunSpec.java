package pairmill.run;

import org.jspecify.annotations.Nullable;
import pairmill.filter.Rules;

/// All that decides what a run makes of its inputs. Equal specs over equal inputs, with pictures
/// from the archives, give equal bytes.
///
/// @param software name and version of the program
/// @param rules which pairs are taken
/// @param images where pictures come from
/// @param decoder name and version of what decodes them; null when none are decoded
/// @param scorer name of the model; null when none scores
/// @param detector name and version of what tells languages; null when none does
/// @param buckets number of buckets of the deployment, 1 or more
/// @param hostCap addresses per host and run, 1 or more
/// @param maxBytes largest body that is taken, in bytes
/// @param keepImages true when the pictures stay beside the dataset
/// @param removals SHA-256 of the run's removal list; null when there is none
public record RunSpec(
    String software,
    Rules rules,
    ImagesFrom images,
    @Nullable String decoder,
    @Nullable String scorer,
    @Nullable String detector,
    int buckets,
    int hostCap,
    int maxBytes,
    boolean keepImages,
    @Nullable String removals) {
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

  /// True when a later step needs the pictures: the scorer, or the user.
  public boolean storesPictures() {
    return keepImages || scorer != null;
  }
}
