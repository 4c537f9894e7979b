package pairmill.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every store holds to.
public abstract class StoreLaws {
  private static final int THREADS = 8;

  private Store store;

  /// An empty store; called once per test.
  protected abstract Store open() throws IOException;

  @BeforeEach
  final void openStore() throws IOException {
    store = open();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private String text(String key) throws IOException {
    return new String(store.read(key), UTF_8);
  }

  @Test
  void aDraftIsNoObjectUntilItIsPublished() throws IOException {
    try (Draft draft = store.create("a/b")) {
      assertEquals(0, Files.size(draft.path()));
      Files.write(draft.path(), bytes("whole"));
      assertFalse(store.exists("a/b"));
      assertEquals(List.of(), store.list(""));
      draft.publish();
      assertEquals("whole", text("a/b"));
    }
    assertEquals("whole", text("a/b"));
  }

  @Test
  void aDraftThatIsClosedLeavesNothing() throws IOException {
    Path file;
    try (Draft draft = store.create("a")) {
      file = draft.path();
      Files.write(file, bytes("half"));
    }
    assertFalse(Files.exists(file));
    assertFalse(store.exists("a"));
    assertEquals(List.of(), store.list(""));
  }

  @Test
  void aDraftThatIsClosedLeavesTheObjectBeforeIt() throws IOException {
    store.put("a", bytes("old"));
    try (Draft draft = store.create("a")) {
      Files.write(draft.path(), bytes("half"));
    }
    assertEquals("old", text("a"));
  }

  @Test
  void twoDraftsOfOneKeyDoNotMix() throws IOException {
    try (Draft first = store.create("a");
        Draft second = store.create("a")) {
      Files.write(first.path(), bytes("first"));
      Files.write(second.path(), bytes("second"));
      second.publish();
      assertEquals("second", text("a"));
      first.publish();
    }
    assertEquals("first", text("a"));
  }

  @Test
  void putReplacesWhatWasThere() throws IOException {
    store.put("a", bytes("a longer text"));
    store.put("a", bytes("short"));
    assertEquals("short", text("a"));
    store.put("a", new byte[0]);
    assertEquals("", text("a"));
  }

  @Test
  void theSizeIsThatOfTheObjectInBytes() throws IOException {
    store.put("a", bytes("ä"));
    store.commit("b/c", new byte[0]);
    assertEquals(2, store.size("a"));
    assertEquals(0, store.size("b/c"));
    assertThrows(NoSuchFileException.class, () -> store.size("b"));
  }

  @Test
  void aReaderNeverSeesAMixtureOfTwoObjects() throws Exception {
    byte[][] versions = {new byte[50_000], new byte[70_000]};
    Arrays.fill(versions[1], (byte) 1);
    store.put("a", versions[0]);
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      byte[] mine = versions[thread % 2];
      work.add(() -> {
        boolean whole = true;
        for (int round = 0; round < 20; round++) {
          store.put("a", mine);
          byte[] read = store.read("a");
          whole &= Arrays.equals(read, versions[0]) || Arrays.equals(read, versions[1]);
        }
        return whole;
      });
    }
    assertEquals(THREADS, together(work));
  }

  @Test
  void commitWritesOnceAmongRacingThreads() throws Exception {
    for (int round = 0; round < 20; round++) {
      String key = "race/" + round;
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        byte[] mine = bytes("thread " + thread);
        work.add(() -> {
          start.await();
          boolean wrote = store.commit(key, mine);
          assertEquals(wrote, Arrays.equals(mine, store.read(key)));
          return wrote;
        });
      }
      assertEquals(1, together(work), key);
    }
  }

  private static long together(List<Callable<Boolean>> work) throws Exception {
    long yes = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
      for (Future<Boolean> one : threads.invokeAll(work)) {
        yes += one.get() ? 1 : 0;
      }
    }
    return yes;
  }

  @Test
  void commitDoesNotReplace() throws IOException {
    store.put("a", bytes("old"));
    assertFalse(store.commit("a", bytes("new")));
    assertEquals("old", text("a"));
    store.delete("a");
    assertTrue(store.commit("a", bytes("new")));
    assertEquals("new", text("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "a/missing", "a", "a/b/c"})
  void whatIsNoObjectIsMissing(String key) throws IOException {
    store.put("a/b", bytes("an object below a, and nothing below it"));
    assertFalse(store.exists(key));
    assertThrows(NoSuchFileException.class, () -> store.open(key));
    assertThrows(NoSuchFileException.class, () -> store.read(key));
    assertThrows(NoSuchFileException.class, () -> store.local(key));
    store.delete(key);
    assertEquals(List.of("a/b"), store.list(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/..", "a\\b", "a\0b"})
  void keysThatCouldLeaveTheStoreAreRefused(String key) {
    assertThrows(IllegalArgumentException.class, () -> store.open(key));
    assertThrows(IllegalArgumentException.class, () -> store.local(key));
    assertThrows(IllegalArgumentException.class, () -> store.create(key));
    assertThrows(IllegalArgumentException.class, () -> store.commit(key, new byte[1]));
    assertThrows(IllegalArgumentException.class, () -> store.exists(key));
    assertThrows(IllegalArgumentException.class, () -> store.delete(key));
  }

  @Test
  void keysAreListedInTheOrderOfTheirBytes() throws IOException {
    // as bytes: . before /, and a private character (EE..) before an emoji (F0..)
    List<String> keys = List.of("Z", "a.b", "a/b", "a/c/d", "a/cx", "ab", "b", "z\ue000", "z😀");
    for (String key : keys.reversed()) {
      store.put(key, bytes(key));
    }
    assertEquals(keys, store.list(""));
  }

  @Test
  void aPrefixMayEndAnywhere() throws IOException {
    for (String key : List.of("a.b", "a/b", "a/c/d", "a/cx", "ab", "b")) {
      store.put(key, bytes(key));
    }
    assertEquals(List.of("a.b", "a/b", "a/c/d", "a/cx", "ab"), store.list("a"));
    assertEquals(List.of("a/b", "a/c/d", "a/cx"), store.list("a/"));
    assertEquals(List.of("a/c/d", "a/cx"), store.list("a/c"));
    assertEquals(List.of("a/c/d"), store.list("a/c/"));
    assertEquals(List.of("a/c/d"), store.list("a/c/d"));
    assertEquals(List.of(), store.list("a/c/d/"));
    assertEquals(List.of(), store.list("missing/"));
  }

  @Test
  void anObjectIsReadFromAnyPlace() throws IOException {
    store.put("a", bytes("0123456789"));
    for (int offset = 0; offset <= 12; offset++) {
      try (InputStream in = store.open("a", offset)) {
        String rest = "0123456789".substring(Math.min(offset, 10));
        assertEquals(rest, new String(in.readAllBytes(), UTF_8));
      }
    }
    assertThrows(NoSuchFileException.class, () -> store.open("missing", 10));
    assertThrows(IllegalArgumentException.class, () -> store.open("a", -1));
  }

  @Test
  void aLocalFileHasTheBytesOfTheObject() throws IOException {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    store.put("a", all);
    try (LocalFile file = store.local("a")) {
      assertArrayEquals(all, Files.readAllBytes(file.path()));
    }
    try (InputStream in = store.open("a")) {
      assertArrayEquals(all, in.readAllBytes());
    }
  }

  @Test
  void scratchFoldersAreEmptyAndNoObjects() throws IOException {
    Path first = store.scratch();
    Path second = store.scratch();
    assertNotEquals(first, second);
    Path file = Files.write(first.resolve("file"), bytes("scratch"));
    try (Stream<Path> files = Files.list(second)) {
      assertEquals(0, files.count());
    }
    assertEquals(List.of(), store.list(""));
    try (Draft draft = store.create("a")) {
      Files.write(draft.path(), Files.readAllBytes(file));
      draft.publish();
    }
    assertEquals(List.of("a"), store.list(""));
  }
}
