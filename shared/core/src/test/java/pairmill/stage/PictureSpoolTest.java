package pairmill.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.store.Draft;
import pairmill.store.MemoryStore;

class PictureSpoolTest {
  private static final int PICTURES = 500;

  @TempDir private Path folder;

  private static byte[] picture(int index) {
    Random random = new Random(index);
    byte[] bytes = new byte[random.nextInt(5000)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void picturesOfManyThreadsAreReadAgainInAnyOrder() throws Exception {
    MemoryStore store = new MemoryStore(folder);
    Draft draft = store.create("spool");
    try (PictureSpool spool = PictureSpool.open(draft)) {
      List<Callable<Void>> writes =
          IntStream.range(0, PICTURES)
              .<Callable<Void>>mapToObj(i -> () -> write(spool, i))
              .toList();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Void> write : threads.invokeAll(writes)) {
          write.get();
        }
      }
      for (int i = PICTURES - 1; i >= 0; i--) {
        assertArrayEquals(picture(i), spool.read(i), "picture " + i);
      }
      assertThrows(IllegalArgumentException.class, () -> spool.read(PICTURES));
    }
    assertFalse(Files.exists(draft.path()));
    assertEquals(List.of(), store.list(""));
  }

  private static Void write(PictureSpool spool, int index) throws IOException {
    spool.write(index, picture(index));
    return null;
  }
}
