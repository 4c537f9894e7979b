package pairmill.explorer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pairmill.dataset.Manifest;
import pairmill.explorer.index.IndexFolder;
import pairmill.run.Json;
import pairmill.store.Digest;
import pairmill.store.Store;

/// A folder of this machine that is made the same as a dataset in a store, as far as it is looked
/// at: without what was refused, and without embeddings of texts.
///
/// The manifest names the files, so that nothing has to be listed, and is written last. A file
/// takes its name once its bytes are those that the manifest tells of; what stands there already
/// and has these bytes is left as it is.
///
/// @param store the dataset's, or its run's
/// @param place of the store, for messages
/// @param folder nothing else may stand in it
record DatasetCopy(Store store, String place, Path folder) {
  private static final List<String> LEFT_OUT = List.of("rejected/", "embeddings/text_emb/");
  // Readers of a folder pass over it.
  private static final String UNFINISHED = ".unfinished";

  /// Makes it so.
  ///
  /// @throws IllegalArgumentException with a sentence when there is no dataset
  void bring(IndexFolder.Progress progress) throws IOException {
    String below = below();
    byte[] manifest = store.read(below + Manifest.NAME);
    List<Manifest.File> files = files(manifest);
    Path mark = folder.resolve(below + Manifest.NAME);
    if (Files.exists(mark)
        && Arrays.equals(Files.readAllBytes(mark), manifest)
        && here(below, files)) {
      return;
    }
    Files.deleteIfExists(mark);
    removeOthers(below, files);
    long all = files.stream().mapToLong(Manifest.File::bytes).sum();
    long done = 0;
    for (Manifest.File file : files) {
      progress.at("Bringing " + place, done, all);
      bring(below + file.name(), file);
      done += file.bytes();
    }
    progress.at("Bringing " + place, all, all);
    Files.createDirectories(mark.getParent());
    Path unfinished = folder.resolve(UNFINISHED);
    Files.write(unfinished, manifest);
    Files.move(unfinished, mark, StandardCopyOption.REPLACE_EXISTING);
  }

  // As with folders here: that of a run holds that of the dataset. Who may not list is refused what
  // is not there.
  private String below() throws IOException {
    IOException refused = null;
    for (String below : List.of("dataset/", "")) {
      try {
        if (store.size(below + Manifest.NAME) >= 0) {
          return below;
        }
      } catch (NoSuchFileException e) {
        // it may be the other
      } catch (IOException e) {
        refused = refused == null ? e : refused;
      }
    }
    if (refused != null) {
      throw refused;
    }
    throw new IllegalArgumentException(
        place
            + ": no manifest.json stands here or in dataset/. Is the address right, and the dataset whole?");
  }

  private List<Manifest.File> files(byte[] manifest) throws IOException {
    String name = place + "/" + Manifest.NAME;
    List<Manifest.File> files = Json.read(manifest, Listed.class, name).files();
    if (files == null) {
      throw new IOException("[" + name + "] is damaged: it names no files");
    }
    for (Manifest.File file : files) {
      if (!folder.resolve(file.name()).normalize().startsWith(folder.normalize())) {
        throw new IOException("[" + name + "] is damaged: it names '" + file.name() + "'");
      }
    }
    return files.stream()
        .filter(file -> LEFT_OUT.stream().noneMatch(file.name()::startsWith))
        .toList();
  }

  private boolean here(String below, List<Manifest.File> files) throws IOException {
    for (Manifest.File file : files) {
      Path path = folder.resolve(below + file.name());
      if (!Files.isRegularFile(path) || Files.size(path) != file.bytes()) {
        return false;
      }
    }
    return true;
  }

  private void removeOthers(String below, List<Manifest.File> files) throws IOException {
    Files.createDirectories(folder);
    Set<Path> own = new HashSet<>();
    files.forEach(file -> own.add(folder.resolve(below + file.name()).normalize()));
    List<Path> there;
    try (Stream<Path> paths = Files.walk(folder)) {
      there = paths.filter(path -> !Files.isDirectory(path)).toList();
    }
    for (Path path : there) {
      if (!own.contains(path.normalize())) {
        Files.delete(path);
      }
    }
  }

  private void bring(String key, Manifest.File file) throws IOException {
    Path path = folder.resolve(key);
    if (same(path, file)) {
      return;
    }
    Path unfinished = folder.resolve(UNFINISHED);
    try (InputStream in = store.open(key)) {
      Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "[%s/%s] is missing, and manifest.json names it".formatted(place, key), e);
    }
    if (!same(unfinished, file)) {
      throw new IOException(
          "[%s/%s] is not what manifest.json says: was it replaced meanwhile?"
              .formatted(place, key));
    }
    Files.createDirectories(path.getParent());
    Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean same(Path path, Manifest.File file) throws IOException {
    return Files.isRegularFile(path)
        && Files.size(path) == file.bytes()
        && Digest.sha256(path).equals(file.sha256());
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Listed(@Nullable List<Manifest.File> files) {}
}
