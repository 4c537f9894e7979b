package pairmill.language;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.pemistahl.lingua.api.Language;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SnapshotTest {
  private static final byte[] WHOLE = whole();

  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");
  private final AtomicInteger made = new AtomicInteger();

  @BeforeEach
  void itsFolderIsNotThereYet() {
    file = folder.resolve("cache", "pairmill", "some.table");
  }

  private Snapshot snapshot() {
    return new Snapshot(
        file,
        arena -> {
          made.incrementAndGet();
          return TinyTable.image(arena);
        });
  }

  // Among languages of Latin script, the first two that know anything are the numbers 1 and 4.
  private static void assertAnswers(GramTable table) {
    assertEquals(
        new LanguageTeller.Told(1, 0.75), new LanguageTeller().tell("cab abc", () -> table));
  }

  private static byte[] whole() {
    MemorySegment image = TinyTable.image(Arena.ofAuto());
    return ByteBuffer.allocate((int) image.byteSize() + Long.BYTES)
        .put(image.asByteBuffer())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(Snapshot.checksum(image))
        .array();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  private String refusal() {
    String message =
        String.valueOf(assertThrows(IOException.class, () -> snapshot().open()).getMessage());
    assertTrue(message.startsWith("[" + file + "] "), message);
    return message.substring(file.toString().length() + 3);
  }

  @Test
  void isMadeOnceAndThenRead() throws IOException {
    snapshot().load();
    assertArrayEquals(WHOLE, Files.readAllBytes(file));
    assertAnswers(snapshot().load());
    snapshot().write();
    assertEquals(1, made.get());
    assertEquals(List.of("some.table", "some.table.lock"), names());
  }

  @Test
  void isNotReadWhereItIsCutShortOrTooLong() throws IOException {
    snapshot().write();
    long size = Files.size(file);
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      channel.write(ByteBuffer.allocate(1), size);
      refusal();
      for (long shorter = size - 1; shorter >= 0; shorter -= shorter > 200 ? 9_973 : 1) {
        channel.truncate(shorter);
        refusal();
      }
    }
  }

  @Test
  void isNotReadWhereAnyByteDiffers() throws IOException {
    snapshot().write();
    for (int at = 0; at < WHOLE.length; at += at < 150 ? 1 : 9_973) {
      flip(at);
      refusal();
      flip(at);
    }
    flip(WHOLE.length - 1);
    assertEquals("wrong checksum", refusal());
    flip(WHOLE.length - 1);
    snapshot().open();
  }

  private void flip(long at) throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, at);
      channel.write(one.put(0, (byte) (one.get(0) ^ 0x10)).flip(), at);
    }
  }

  @Test
  void isMadeAgainWhereItIsBroken() throws IOException {
    snapshot().write();
    flip(WHOLE.length / 2);
    assertAnswers(snapshot().load());
    assertEquals(2, made.get());
    assertArrayEquals(WHOLE, Files.readAllBytes(file));
  }

  @ParameterizedTest
  @CsvSource({
    "8, 9, 'table of format 9 with 75 languages of Lingua 1.2.2, not of format 1 with 75 of 1.2.2'",
    "12, 76, 'table of format 1 with 76 languages of Lingua 1.2.2, not of format 1 with 75 of 1.2.2'",
    "20, 49, 'table of format 1 with 75 languages of Lingua 1.2.1, not of format 1 with 75 of 1.2.2'",
  })
  void isNotReadWhereItIsOfAnotherVersion(long at, byte value, String refusal) throws IOException {
    snapshot().write();
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {value}), at);
    }
    assertEquals(refusal, refusal());
    snapshot().load();
    assertEquals(2, made.get());
  }

  @Test
  void whatIsNoSnapshotIsReplaced() throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "What is this doing here? ".repeat(100));
    assertEquals("no table of n-grams", refusal());
    assertAnswers(snapshot().load());
    snapshot().open();
  }

  @Test
  void whatAKilledProcessLeftIsOverwritten() throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file.resolveSibling("some.table.draft"), "half a table");
    Files.writeString(file.resolveSibling("some.table.lock"), "");
    snapshot().load();
    assertArrayEquals(WHOLE, Files.readAllBytes(file));
    assertEquals(List.of("some.table", "some.table.lock"), names());
  }

  @Test
  void standsInMemoryWhereNothingCanBeWritten() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file where a folder should be");
    assertAnswers(snapshot().load());
    assertEquals(1, made.get());
    assertThrows(IOException.class, () -> snapshot().write());
  }

  @Test
  void standsInMemoryWhereTheFileIsAFolder() throws IOException {
    Files.createDirectories(file.resolve("full"));
    assertAnswers(snapshot().load());
    assertEquals(1, made.get());
    assertEquals(List.of("some.table", "some.table.lock"), names());
  }

  @Test
  void manyThreadsMakeItOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<GramTable>> tables =
          Stream.generate(() -> threads.submit(() -> snapshot().load())).limit(8).toList();
      for (Future<GramTable> table : tables) {
        assertAnswers(table.get());
      }
    }
    assertEquals(1, made.get());
  }

  @Test
  void twoProcessesMakeTheSameFile() throws Exception {
    Process one = process();
    Process other = process();
    assertEquals(0, one.waitFor());
    assertEquals(0, other.waitFor());
    assertEquals(-1, Files.mismatch(TestSnapshot.FILE, file));
    assertEquals(List.of("some.table", "some.table.lock"), names());
  }

  private Process process() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            Snapshot.class.getName(),
            file.toString())
        .inheritIO()
        .start();
  }

  @ParameterizedTest
  @CsvSource({
    "/big, /big/pairmill/lingua-1.2.2-1.table",
    "relative, /home/me/.cache/pairmill/lingua-1.2.2-1.table",
    "'', /home/me/.cache/pairmill/lingua-1.2.2-1.table",
  })
  void standsInTheUsersCache(String xdg, Path expected) {
    assertEquals(expected, Snapshot.usual(Map.of("XDG_CACHE_HOME", xdg), "/home/me"));
  }

  @Test
  void theVersionIsThatOfTheJar() {
    String jar = Language.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    assertTrue(jar.endsWith("/lingua-" + Snapshot.LINGUA + ".jar"), jar);
  }
}
