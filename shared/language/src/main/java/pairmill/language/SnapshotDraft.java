package pairmill.language;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// The right to write a snapshot, held by one process at a time; the next one waits for it.
///
/// The lock is a file beside the snapshot, which stays. What a killed process has left in the draft
/// is overwritten.
final class SnapshotDraft implements Closeable {
  private final Path file;
  private final FileChannel locked;

  private SnapshotDraft(Path file, FileChannel locked) {
    this.file = file;
    this.locked = locked;
  }

  /// Waits for the right. Not more than one thread may.
  ///
  /// @throws IOException if nothing can be written there
  static SnapshotDraft open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel = FileChannel.open(beside(file, ".lock"), CREATE, WRITE);
    try {
      channel.lock();
      return new SnapshotDraft(file, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Puts an image and its checksum where the snapshot belongs, in one move.
  void write(MemorySegment image) throws IOException {
    Path draft = beside(file, ".draft");
    try {
      try (FileChannel channel = FileChannel.open(draft, CREATE, WRITE, TRUNCATE_EXISTING)) {
        ByteBuffer checksum = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        write(channel, image.asByteBuffer());
        write(channel, checksum.putLong(Snapshot.checksum(image)).flip());
        channel.force(true);
      }
      Files.move(draft, file, ATOMIC_MOVE, REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  @Override
  public void close() throws IOException {
    locked.close();
  }
}
