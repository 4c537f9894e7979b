package pairmill.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A store in memory. Its drafts are files of a folder that its owner removes.
public final class MemoryStore implements Store {
  private static final AtomicInteger FILES = new AtomicInteger();

  private final ConcurrentNavigableMap<String, byte[]> objects =
      new ConcurrentSkipListMap<>(
          Comparator.comparing(
              key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
  private final Path folder;

  public MemoryStore(Path folder) {
    this.folder = folder;
  }

  /// A store with the same objects.
  public MemoryStore copy() {
    MemoryStore copy = new MemoryStore(folder);
    copy.objects.putAll(objects);
    return copy;
  }

  /// All objects by key, each byte as one character, so that two stores can be compared.
  public SortedMap<String, String> contents() {
    SortedMap<String, String> contents = new TreeMap<>();
    objects.forEach(
        (key, bytes) -> contents.put(key, new String(bytes, StandardCharsets.ISO_8859_1)));
    return contents;
  }

  private byte[] existing(String key) throws NoSuchFileException {
    byte[] bytes = objects.get(Keys.checked(key));
    if (bytes == null) {
      throw new NoSuchFileException(key);
    }
    return bytes;
  }

  private Path file() {
    return folder.resolve("file-" + FILES.incrementAndGet());
  }

  @Override
  public InputStream open(String key) throws IOException {
    return new ByteArrayInputStream(existing(key));
  }

  @Override
  public InputStream open(String key, long offset) throws IOException {
    if (offset < 0) {
      throw new IllegalArgumentException("an offset of " + offset + " in " + key);
    }
    byte[] bytes = existing(key);
    int from = (int) Math.min(offset, bytes.length);
    return new ByteArrayInputStream(bytes, from, bytes.length - from);
  }

  @Override
  public LocalFile local(String key) throws IOException {
    Path path = Files.write(file(), existing(key));
    return new LocalFile() {
      @Override
      public Path path() {
        return path;
      }

      @Override
      public void close() throws IOException {
        Files.deleteIfExists(path);
      }
    };
  }

  @Override
  public Draft create(String key) throws IOException {
    Keys.checked(key);
    Path path = Files.createFile(file());
    return new Draft() {
      @Override
      public Path path() {
        return path;
      }

      @Override
      public void publish() throws IOException {
        objects.put(key, Files.readAllBytes(path));
      }

      @Override
      public void close() throws IOException {
        Files.deleteIfExists(path);
      }
    };
  }

  @Override
  public Path scratch() throws IOException {
    return Files.createDirectory(file());
  }

  @Override
  public boolean commit(String key, byte[] bytes) {
    return objects.putIfAbsent(Keys.checked(key), bytes.clone()) == null;
  }

  @Override
  public boolean exists(String key) {
    return objects.containsKey(Keys.checked(key));
  }

  @Override
  public long size(String key) throws IOException {
    return existing(key).length;
  }

  @Override
  public List<String> list(String prefix) {
    return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  @Override
  public void delete(String key) {
    objects.remove(Keys.checked(key));
  }
}
