package pairmill.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Hashes of bytes, in lower-case hexadecimal.
public final class Digest {
  private Digest() {}

  public static String md5(byte[] bytes) {
    return hex(digest("MD5").digest(bytes));
  }

  public static String sha1(byte[] bytes) {
    return hex(digest("SHA-1").digest(bytes));
  }

  public static String sha256(byte[] bytes) {
    return hex(digest("SHA-256").digest(bytes));
  }

  /// The hash of a file of any size.
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = digest("SHA-256");
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return hex(digest.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has " + algorithm, e);
    }
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
