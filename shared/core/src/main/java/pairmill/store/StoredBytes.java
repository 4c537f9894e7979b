package pairmill.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The bytes of a file from a place on.
public final class StoredBytes {
  private StoredBytes() {}

  /// Opens a file at an offset, in bytes. At or behind its end there is nothing to read.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  public static InputStream open(Path file, long offset) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      channel.position(offset);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    return Channels.newInputStream(channel);
  }
}
