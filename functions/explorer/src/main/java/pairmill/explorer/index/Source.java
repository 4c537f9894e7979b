package pairmill.explorer.index;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A file that rows or embeddings are read from, as it stood when it was read.
///
/// @param file absolute
/// @param modified milliseconds since 1970
public record Source(String file, long bytes, long modified) {
  // Beside what is published: what was refused, embeddings, and an index that was put there.
  private static final Set<String> NOT_ROWS = Set.of("rejected", "embeddings", "index");

  /// The Parquet files that are meant by a path: the file, or those of a dataset, of a run, or
  /// below a folder.
  ///
  /// @throws IllegalArgumentException with a sentence when there is none
  public static List<Source> of(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(path + ": no such file or folder");
    }
    List<Source> sources = sources(Files.isDirectory(path) ? below(dataset(path)) : List.of(path));
    if (sources.isEmpty()) {
      throw new IllegalArgumentException(path + ": no Parquet file stands here or below");
    }
    return sources;
  }

  /// The embeddings of pictures that stand beside a dataset's rows; none where it keeps none.
  public static List<Source> embeddings(Path path) throws IOException {
    Path folder = dataset(path).resolve("embeddings").resolve("img_emb");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return sources(files.filter(file -> file.toString().endsWith(".npy")).sorted().toList());
    }
  }

  private static List<Source> sources(List<Path> files) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(
          new Source(
              file.toRealPath().toString(),
              Files.size(file),
              Files.getLastModifiedTime(file).toMillis()));
    }
    return sources;
  }

  /// The folder of a dataset: that of a run holds it.
  public static Path dataset(Path folder) {
    Path inner = folder.resolve("dataset");
    return Files.isRegularFile(inner.resolve("manifest.json")) ? inner : folder;
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet") && Files.isRegularFile(file))
          .filter(file -> rows(folder.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean rows(Path file) {
    for (Path name : file) {
      if (NOT_ROWS.contains(name.toString()) || name.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }
}
