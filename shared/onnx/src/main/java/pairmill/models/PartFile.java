package pairmill.models;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file that is not whole yet, beside the place where it will stand, with the hash of what it
/// holds. It outlives the process.
final class PartFile implements Closeable {
  private final Path target;
  private final Path path;
  private final FileChannel channel;
  private MessageDigest digest = sha256Digest();
  private long size;

  private PartFile(Path target, Path path, FileChannel channel) {
    this.target = target;
    this.path = path;
    this.channel = channel;
  }

  /// Opens what an earlier process left, or an empty one.
  static PartFile open(Path target) throws IOException {
    Path path = target.resolveSibling(target.getFileName() + ".part");
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    PartFile part = new PartFile(target, path, channel);
    try (InputStream in = Files.newInputStream(path)) {
      part.take(in, Files.size(path));
    }
    return part;
  }

  private void take(InputStream in, long bytes) throws IOException {
    byte[] buffer = new byte[1 << 16];
    while (size < bytes) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, bytes - size));
      if (count < 0) {
        break;
      }
      digest.update(buffer, 0, count);
      size += count;
    }
    channel.position(size);
  }

  long size() {
    return size;
  }

  /// Adds bytes at the end.
  ///
  /// @throws IOException when the disk does not take them; what it took stays
  void write(byte[] bytes, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw new IOException(
          "[%s] cannot be written after %,d bytes: %s; they are kept, and the same command goes on from there"
              .formatted(path, size, Expectation.plain(String.valueOf(e.getMessage()))),
          e);
    }
    digest.update(bytes, 0, count);
    size += count;
  }

  /// The hash of all it holds; to be asked once.
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Empties it.
  void restart() throws IOException {
    channel.truncate(0);
    channel.position(0);
    digest = sha256Digest();
    size = 0;
  }

  /// Makes it the whole file, at once.
  void finish() throws IOException {
    channel.force(true);
    channel.close();
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Removes it.
  void discard() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }

  /// Leaves what there is for the next process, if there is anything.
  @Override
  public void close() throws IOException {
    channel.close();
    if (size == 0) {
      Files.deleteIfExists(path);
    }
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
