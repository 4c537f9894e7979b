package pairmill.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Keeps objects by key: slash-separated names without `.` or `..` parts, such as
/// `pairs/a.parquet`. Safe for use by many threads. An object appears whole or not at all.
public interface Store {
  /// Opens an object for reading from its start.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  InputStream open(String key) throws IOException;

  /// Opens an object for reading from an offset, in bytes, for a reader that will often be done
  /// soon. At or behind its end there is nothing to read.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  InputStream open(String key, long offset) throws IOException;

  /// A file on this machine with the object's bytes, to be closed after use.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  LocalFile local(String key) throws IOException;

  /// A file on this machine to write an object into. It becomes the object, replacing any before
  /// it, with [Draft#publish()]; closed before that, it leaves nothing.
  Draft create(String key) throws IOException;

  /// An empty folder on this machine for files that are no objects yet. The caller removes it.
  Path scratch() throws IOException;

  /// Writes a small object unless there is one already.
  ///
  /// @return true when this call wrote it
  boolean commit(String key, byte[] bytes) throws IOException;

  boolean exists(String key) throws IOException;

  /// How many bytes an object has.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  long size(String key) throws IOException;

  /// The keys that start with a prefix, in the order of their UTF-8 bytes.
  List<String> list(String prefix) throws IOException;

  /// Removes an object; nothing happens when there is none.
  void delete(String key) throws IOException;

  /// A whole small object.
  default byte[] read(String key) throws IOException {
    try (InputStream in = open(key)) {
      return in.readAllBytes();
    }
  }

  /// Writes a small object, replacing any before it.
  default void put(String key, byte[] bytes) throws IOException {
    try (Draft draft = create(key)) {
      Files.write(draft.path(), bytes);
      draft.publish();
    }
  }
}
