package pairmill.aws;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A bucket and what is in it: a key, or the start of keys.
///
/// @param bucket 3 to 63 of `a-z 0-9 . -`
/// @param key with slashes, without one at its start; empty for the whole bucket
public record S3Address(String bucket, String key) {
  private static final String SCHEME = "s3://";
  private static final int MAX_KEY_BYTES = 1024;
  private static final List<String> NO_NAMES = List.of("", ".", "..");

  public S3Address {
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException("no name of a bucket: '" + bucket + "'");
    }
    if (key.startsWith("/")) {
      throw new IllegalArgumentException("no key of a bucket: '" + key + "'");
    }
  }

  /// Reads `s3://bucket/key`.
  ///
  /// @throws IllegalArgumentException when it is none
  public static S3Address parse(String text) {
    if (!text.startsWith(SCHEME)) {
      throw new IllegalArgumentException("no address in S3, s3://bucket/key: '" + text + "'");
    }
    String rest = text.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    return slash < 0
        ? new S3Address(rest, "")
        : new S3Address(rest.substring(0, slash), rest.substring(slash + 1));
  }

  /// The same as a folder: nothing, or a key that ends in a slash.
  S3Address folder() {
    return key.isEmpty() || key.endsWith("/") ? this : new S3Address(bucket, key + "/");
  }

  /// The object of a store's key below this folder.
  ///
  /// @throws IllegalArgumentException when no store has such a key, or it is too long for S3
  S3Address object(String storeKey) {
    if (!isKey(storeKey)) {
      throw new IllegalArgumentException("no key of a store: '" + storeKey + "'");
    }
    int bytes = (key + storeKey).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a key of %,d bytes, where S3 takes %,d: '%s'".formatted(bytes, MAX_KEY_BYTES, storeKey));
    }
    return new S3Address(bucket, key + storeKey);
  }

  /// True for names with slashes between them, none of which is empty, `.` or `..`.
  static boolean isKey(String storeKey) {
    for (String part : storeKey.split("/", -1)) {
      if (NO_NAMES.contains(part)) {
        return false;
      }
    }
    return storeKey.indexOf('\\') < 0 && storeKey.indexOf('\0') < 0 && isUnicode(storeKey);
  }

  private static boolean isUnicode(String text) {
    try {
      StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return SCHEME + bucket + "/" + key;
  }
}
