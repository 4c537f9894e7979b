package pairmill.stage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import pairmill.store.Draft;

/// The pictures of a shard on disk, as they come, so that they can be read again in the shard's
/// order and memory stays flat. Written by many threads; gone when closed.
final class PictureSpool implements Closeable {
  private record Place(long offset, int length) {}

  private final Draft draft;
  private final FileChannel file;
  private final Map<Integer, Place> places = new HashMap<>();
  private long end;

  private PictureSpool(Draft draft, FileChannel file) {
    this.draft = draft;
    this.file = file;
  }

  /// Opens an empty spool in a draft that is never published.
  static PictureSpool open(Draft draft) throws IOException {
    return new PictureSpool(
        draft, FileChannel.open(draft.path(), StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  void write(int index, byte[] jpeg) throws IOException {
    Place place = reserve(index, jpeg.length);
    ByteBuffer bytes = ByteBuffer.wrap(jpeg);
    while (bytes.hasRemaining()) {
      file.write(bytes, place.offset + bytes.position());
    }
  }

  private synchronized Place reserve(int index, int length) {
    Place place = new Place(end, length);
    places.put(index, place);
    end += length;
    return place;
  }

  synchronized byte[] read(int index) throws IOException {
    Place place = places.get(index);
    if (place == null) {
      throw new IllegalArgumentException("no picture " + index + " in the spool");
    }
    ByteBuffer bytes = ByteBuffer.allocate(place.length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, place.offset + bytes.position()) < 0) {
        throw new IOException("the spool ends before picture " + index);
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    file.close();
    draft.close();
  }
}
