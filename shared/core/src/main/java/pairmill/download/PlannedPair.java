package pairmill.download;

import org.jspecify.annotations.Nullable;
import pairmill.pair.Pair;

/// A pair that the plan gave a place in a shard.
///
/// @param key name of the sample within the run, see [pairmill.sample.SampleKey]
/// @param image where an archive of the run holds the picture; null when none does, or none was
///   looked for
public record PlannedPair(Pair pair, String key, @Nullable ArchivedImage image) {}
