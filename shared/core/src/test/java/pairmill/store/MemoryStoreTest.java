package pairmill.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class MemoryStoreTest extends StoreLaws {
  @TempDir private Path folder;

  @Override
  protected Store open() {
    return new MemoryStore(folder);
  }
}
