package pairmill.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.Skipped;

class LocalStoreTest extends StoreLaws {
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set by open()
  private LocalStore store;

  @Override
  protected Store open() throws IOException {
    store = LocalStore.open(folder);
    return store;
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void whatAKilledProcessLeftIsRemovedWhenTheNextOneOpensTheFolder() throws IOException {
    store.put("kept", "kept".getBytes(UTF_8));
    Path draft = store.create("a").path();
    Path scratch = store.scratch();
    Files.createDirectories(scratch.resolve("deep/down"));
    Files.createFile(scratch.resolve("deep/down/file"));
    store.close();
    store = LocalStore.open(folder);
    assertFalse(Files.exists(draft));
    assertFalse(Files.exists(scratch));
    assertEquals(List.of("kept"), store.list(""));
    assertArrayEquals("kept".getBytes(UTF_8), store.read("kept"));
  }

  @Test
  void aSecondOwnerIsRefusedUntilTheFirstGivesUp() throws IOException {
    IOException e = assertThrows(IOException.class, () -> LocalStore.open(folder));
    assertEquals(folder + " is in use by this process", e.getMessage());
    store.close();
    store = LocalStore.open(folder);
  }

  @Test
  void whatIsNoFolderIsRefusedByItsPath() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path root : List.of(file, file.resolve("below"))) {
      IOException e = assertThrows(IOException.class, () -> LocalStore.open(root));
      assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), e::toString);
    }
  }

  @Test
  void theFolderIsMadeWithAllAboveIt() throws IOException {
    try (LocalStore below = LocalStore.open(folder.resolve("x/y z"))) {
      below.put("a", new byte[1]);
    }
    assertEquals(1, Files.size(folder.resolve("x/y z/a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "$HOME", "*", "-rf", "...", "%2e%2e", "a'b\"c", "~", "ä名😀", "CON"})
  void oddNamesAreNames(String name) throws IOException {
    String key = name + "/" + name;
    store.put(key, name.getBytes(UTF_8));
    assertEquals(List.of(key), store.list(name + "/"));
    assertEquals(List.of(key), store.list(""));
    assertArrayEquals(name.getBytes(UTF_8), store.read(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {".pairmill", ".pairmill/lock", ".pairmill/1"})
  void theStoresOwnFilesAreNoObjects(String key) {
    assertThrows(IllegalArgumentException.class, () -> store.open(key));
    assertThrows(IllegalArgumentException.class, () -> store.put(key, new byte[1]));
    assertThrows(IllegalArgumentException.class, () -> store.delete(key));
    assertThrows(IllegalArgumentException.class, () -> store.list(".pairmill/"));
  }

  @Test
  void whoMayReadAFileOfThisProcessMayReadAnObject() throws IOException {
    FileStore disk = Files.getFileStore(folder);
    assumeTrue(
        disk.supportsFileAttributeView("posix"),
        () -> Skipped.because("this disk has no permissions"));
    store.put("put", new byte[1]);
    store.commit("committed", new byte[1]);
    Path plain = Files.createFile(folder.resolve("plain"));
    for (String key : List.of("put", "committed")) {
      assertEquals(
          Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(folder.resolve(key)));
    }
  }
}
