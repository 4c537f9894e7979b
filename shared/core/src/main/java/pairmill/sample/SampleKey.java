package pairmill.sample;

import java.util.Locale;

/// The key of a sample: five digits of the shard, four of the place in it, as img2dataset writes
/// them.
public final class SampleKey {
  private SampleKey() {}

  /// The key of the sample at a place of a shard.
  ///
  /// @param shard 0 or more
  /// @param index 0 to 9,999
  public static String of(int shard, int index) {
    if (shard < 0 || index < 0 || index > 9_999) {
      throw new IllegalArgumentException("no sample key for shard " + shard + ", index " + index);
    }
    return String.format(Locale.ROOT, "%05d%04d", shard, index);
  }

  /// The name of a shard's files.
  public static String shard(int shard) {
    return String.format(Locale.ROOT, "%05d", shard);
  }
}
