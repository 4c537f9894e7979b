package pairmill.explorer.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The pictures that a run kept, in the tars beside its dataset: `samples/SHARD.tar` holds
/// `KEY.jpg`. Safe for use by many threads.
public final class KeptPictures {
  private static final Pattern KEY = Pattern.compile("[0-9]{9}");
  private static final int SHARD_DIGITS = 5;
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_BYTES = 12;
  private static final int LARGEST = 1 << 22;

  private final @Nullable Path samples;
  private final Map<String, Map<String, Place>> shards = new ConcurrentHashMap<>();

  /// Where a picture stands in its tar.
  private record Place(long offset, int bytes) {}

  private KeptPictures(@Nullable Path samples) {
    this.samples = samples;
  }

  /// Those of the run that a dataset belongs to; none where it kept none.
  public static KeptPictures beside(Path dataset) {
    Path samples = dataset.toAbsolutePath().normalize().resolveSibling("samples");
    return new KeptPictures(Files.isDirectory(samples) ? samples : null);
  }

  /// The JPEG of a sample; null when it was not kept.
  ///
  /// @param key nine digits: those of the shard and those of its place
  public byte @Nullable [] jpeg(String key) throws IOException {
    if (samples == null || !KEY.matcher(key).matches()) {
      return null;
    }
    String shard = key.substring(0, SHARD_DIGITS);
    Path tar = samples.resolve(shard + ".tar");
    if (!Files.isRegularFile(tar)) {
      return null;
    }
    try (FileChannel channel = FileChannel.open(tar)) {
      Map<String, Place> places = shards.get(shard);
      if (places == null) {
        places = places(channel);
        shards.put(shard, places);
      }
      Place place = places.get(key + ".jpg");
      return place == null ? null : read(channel, place.offset, place.bytes);
    }
  }

  private static Map<String, Place> places(FileChannel tar) throws IOException {
    Map<String, Place> places = new HashMap<>();
    long at = 0;
    while (at + BLOCK <= tar.size()) {
      byte[] header = read(tar, at, BLOCK);
      String name = text(header, 0, NAME_BYTES);
      if (name.isEmpty()) {
        return places;
      }
      long bytes = size(text(header, SIZE_AT, SIZE_BYTES), at);
      if (name.endsWith(".jpg") && bytes <= LARGEST) {
        places.put(name, new Place(at + BLOCK, (int) bytes));
      }
      at += BLOCK + (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }
    return places;
  }

  private static long size(String octal, long at) throws IOException {
    try {
      return Long.parseLong(octal.strip(), 8);
    } catch (NumberFormatException e) {
      throw new IOException("tar header at " + at + " has the size '" + octal + "'", e);
    }
  }

  private static String text(byte[] header, int from, int most) {
    String text = new String(header, from, most, ISO_8859_1);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static byte[] read(FileChannel channel, long offset, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException("the tar ends at " + (offset + buffer.position()));
      }
    }
    return buffer.array();
  }
}
