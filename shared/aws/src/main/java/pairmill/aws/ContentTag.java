package pairmill.aws;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The tag that objects carry which a bucket may remove by itself when they are old. A lifecycle
/// rule knows the beginnings of keys and tags, and the beginnings of these are names of runs.
final class ContentTag {
  private static final Pattern PAIRS =
      Pattern.compile("(.*/)?(extract|extract/pairs|plan|parts)/[^/]+\\.parquet");

  private ContentTag() {}

  /// The tag of an object, as S3 wants it in a header; null for what is to be kept.
  ///
  /// @param key of the store
  static @Nullable String of(String key) {
    if (key.endsWith(".tar")) {
      return "content=pictures";
    }
    return PAIRS.matcher(key).matches() ? "content=pairs" : null;
  }
}
