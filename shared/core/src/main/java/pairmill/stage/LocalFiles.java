package pairmill.stage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pairmill.store.LocalFile;
import pairmill.store.Store;

/// Objects as files on this machine, given back together.
final class LocalFiles implements Closeable {
  private final Store store;
  private final List<LocalFile> open = new ArrayList<>();

  LocalFiles(Store store) {
    this.store = store;
  }

  Path local(String key) throws IOException {
    LocalFile file = store.local(key);
    open.add(file);
    return file.path();
  }

  List<Path> all(List<String> keys) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (String key : keys) {
      paths.add(local(key));
    }
    return paths;
  }

  @Override
  public void close() throws IOException {
    for (LocalFile file : open) {
      file.close();
    }
  }
}
