package pairmill.language;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;

/// The table of n-grams as a file, which processes map instead of making it again.
///
/// The file is the image and, behind it, its CRC-32C as a long. It appears whole or not at all. A
/// table is made once, however many threads and processes ask for it: the others wait. The same
/// version of Lingua gives the same file, to the byte, on every machine.
public final class Snapshot {
  /// Of the Lingua whose models are in the table.
  static final String LINGUA = "1.2.2";

  private static final Object MAKING = new Object();

  private final Path file;
  private final Maker maker;

  /// @param maker makes the image where the file is not whole
  Snapshot(Path file, Maker maker) {
    this.file = file;
    this.maker = maker;
  }

  /// Makes an image.
  @FunctionalInterface
  interface Maker {
    /// Makes it.
    ///
    /// @param arena where it is to stand
    MemorySegment make(Arena arena) throws IOException;
  }

  /// The snapshot in `file`, made from the models in Lingua's jar where it is not there.
  public static Snapshot at(Path file) {
    return new Snapshot(file, arena -> TableBuilder.build(LINGUA, arena));
  }

  /// Where this user's snapshot is: in `pairmill` in `XDG_CACHE_HOME`, which counts when it is
  /// absolute, or else in `.cache` at home.
  static Path usual(Map<String, String> environment, String home) {
    Path xdg = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    Path cache = xdg.isAbsolute() ? xdg : Path.of(home, ".cache");
    return cache.resolve("pairmill", "lingua-" + LINGUA + "-" + ImageHeader.FORMAT + ".table");
  }

  /// Writes the snapshot to the file that the only argument names.
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("give one file, not " + arguments.length);
    }
    at(Path.of(arguments[0])).write();
  }

  /// Writes the snapshot, unless it is there and whole: for machines that shall not make it
  /// themselves, in the package of a function, say.
  ///
  /// @throws IOException if it cannot be written
  public void write() throws IOException {
    synchronized (MAKING) {
      try (SnapshotDraft draft = SnapshotDraft.open(file)) {
        if (!isWhole()) {
          draft.write(maker.make(Arena.ofAuto()));
        }
      }
    }
  }

  /// The table: mapped from the file or, where there is none, or a broken or foreign one, made and
  /// written there; where nothing can be written, made in memory.
  ///
  /// @throws IOException if Lingua's models cannot be read
  GramTable load() throws IOException {
    try {
      return open();
    } catch (IOException absent) {
      return make();
    }
  }

  private GramTable make() throws IOException {
    synchronized (MAKING) {
      MemorySegment image = null;
      try (SnapshotDraft draft = SnapshotDraft.open(file)) {
        if (!isWhole()) {
          image = maker.make(Arena.ofAuto());
          draft.write(image);
        }
        return open();
      } catch (IOException unwritable) {
        return table(image == null ? maker.make(Arena.ofAuto()) : image);
      }
    }
  }

  private boolean isWhole() {
    try {
      open();
      return true;
    } catch (IOException absent) {
      return false;
    }
  }

  /// Maps the file. It stays mapped as long as the table is used, and is read in whole before.
  ///
  /// @throws IOException if it is not there, broken or foreign
  GramTable open() throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ)) {
      MemorySegment mapped = channel.map(MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      return table(checked(mapped));
    } catch (IOException e) {
      throw new IOException("[" + file + "] " + e.getMessage(), e);
    }
  }

  private static MemorySegment checked(MemorySegment mapped) throws IOException {
    long length = ImageHeader.read(mapped, LINGUA).length();
    if (mapped.byteSize() != length + Long.BYTES) {
      throw new IOException("%,d bytes, not %,d".formatted(mapped.byteSize(), length + Long.BYTES));
    }
    MemorySegment image = mapped.asSlice(0, length);
    if (checksum(image) != mapped.get(ImageHeader.LONG, length)) {
      throw new IOException("wrong checksum");
    }
    return image;
  }

  private static GramTable table(MemorySegment image) throws IOException {
    return new GramTable(image, ImageHeader.read(image, LINGUA));
  }

  /// The CRC-32C of an image.
  static long checksum(MemorySegment image) {
    CRC32C checksum = new CRC32C();
    checksum.update(image.asByteBuffer());
    return checksum.getValue();
  }
}
