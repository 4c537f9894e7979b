package pairmill.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A store in a folder: the key is the path below it.
///
/// Drafts live in `.pairmill/` of the same folder, so that publishing one is a rename. One process
/// at a time owns the folder; drafts that a killed process left are removed when the next one opens
/// it.
public final class LocalStore implements Store, Closeable {
  private static final String DRAFTS = ".pairmill";
  private static final String LOCK = "lock";
  private static final Comparator<String> BY_UTF8 =
      Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final Path root;
  private final Path drafts;
  private final FileChannel lockFile;
  private final AtomicLong drafted = new AtomicLong();

  private LocalStore(Path root, Path drafts, FileChannel lockFile) {
    this.root = root;
    this.drafts = drafts;
    this.lockFile = lockFile;
  }

  /// Opens a folder, which is made if it is not there.
  ///
  /// @throws IOException when the folder cannot be written to, or another process owns it
  public static LocalStore open(Path folder) throws IOException {
    Path root = folder.toAbsolutePath();
    Path drafts = root.resolve(DRAFTS);
    Files.createDirectories(drafts);
    FileChannel lockFile =
        FileChannel.open(drafts.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      lock(lockFile, root);
      LocalStore store = new LocalStore(root, drafts, lockFile);
      store.removeDrafts();
      return store;
    } catch (IOException e) {
      lockFile.close();
      throw e;
    }
  }

  private static void lock(FileChannel lockFile, Path root) throws IOException {
    try {
      FileLock lock = lockFile.tryLock();
      if (lock == null) {
        throw new IOException(root + " is in use by another process");
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException(root + " is in use by this process", e);
    }
  }

  private void removeDrafts() throws IOException {
    List<Path> leftovers;
    try (Stream<Path> paths = Files.walk(drafts)) {
      leftovers = paths.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path leftover : leftovers) {
      if (!leftover.equals(drafts) && !leftover.equals(drafts.resolve(LOCK))) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  private Path path(String key) {
    Path path = root.resolve(Keys.checked(key));
    if (path.startsWith(drafts)) {
      throw new IllegalArgumentException("a key of the store's own: '" + key + "'");
    }
    return path;
  }

  private Path existing(String key) throws IOException {
    Path path = path(key);
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString());
    }
    return path;
  }

  private Path draft() {
    return drafts.resolve(Long.toString(drafted.incrementAndGet()));
  }

  @Override
  public InputStream open(String key) throws IOException {
    return Files.newInputStream(existing(key));
  }

  @Override
  public InputStream open(String key, long offset) throws IOException {
    return StoredBytes.open(existing(key), offset);
  }

  @Override
  public LocalFile local(String key) throws IOException {
    Path path = existing(key);
    return new LocalFile() {
      @Override
      public Path path() {
        return path;
      }

      @Override
      public void close() {
        // the object itself: nothing to give back
      }
    };
  }

  @Override
  public Draft create(String key) throws IOException {
    return draftOf(key);
  }

  private LocalDraft draftOf(String key) throws IOException {
    Path target = path(key);
    return new LocalDraft(Files.createFile(draft()), target);
  }

  @Override
  public Path scratch() throws IOException {
    return Files.createDirectory(draft());
  }

  private final class LocalDraft implements Draft {
    private final Path path;
    private final Path target;

    LocalDraft(Path path, Path target) {
      this.path = path;
      this.target = target;
    }

    @Override
    public Path path() {
      return path;
    }

    @Override
    public void publish() throws IOException {
      move(true);
    }

    boolean move(boolean replace) throws IOException {
      sync(path);
      Files.createDirectories(target.getParent());
      synchronized (lockFile) {
        if (!replace && Files.exists(target)) {
          return false;
        }
        Files.move(
            path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
    }
  }

  // A rename may reach the disk before the bytes do; a commit mark must not outlive its data.
  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public boolean commit(String key, byte[] bytes) throws IOException {
    try (LocalDraft draft = draftOf(key)) {
      Files.write(draft.path(), bytes);
      return draft.move(false);
    }
  }

  @Override
  public boolean exists(String key) {
    return Files.isRegularFile(path(key));
  }

  @Override
  public long size(String key) throws IOException {
    return Files.size(existing(key));
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    List<String> keys = new ArrayList<>();
    int slash = prefix.lastIndexOf('/');
    Path start = slash < 0 ? root : path(prefix.substring(0, slash));
    if (!Files.isDirectory(start)) {
      return keys;
    }
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(drafts) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String key = root.relativize(file).toString().replace('\\', '/');
            if (key.startsWith(prefix)) {
              keys.add(key);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // deleted meanwhile
            }
            throw e;
          }
        });
    keys.sort(BY_UTF8);
    return keys;
  }

  @Override
  public void delete(String key) throws IOException {
    Path path = path(key);
    if (Files.isRegularFile(path)) {
      Files.deleteIfExists(path);
    }
  }

  /// Gives the folder up for other processes.
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
