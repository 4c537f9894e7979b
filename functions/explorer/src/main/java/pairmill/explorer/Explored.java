package pairmill.explorer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.find.ClipModel;
import pairmill.explorer.find.Finder;
import pairmill.explorer.find.Hidden;
import pairmill.explorer.find.KeptPictures;
import pairmill.explorer.index.Index;

/// What this process lets people look into.
///
/// @param name of the dataset, for headings
/// @param folder of the dataset; null when files are looked at
/// @param manifest of the dataset; missing when it has none
/// @param pictures those that its run kept
/// @param model by which pictures are searched
/// @param removals the list that opt-outs are added to; null when none is kept
/// @param local true when only this machine can ask
public record Explored(
    String name,
    @Nullable Path folder,
    JsonNode manifest,
    Index index,
    Finder finder,
    KeptPictures pictures,
    ClipModel model,
    @Nullable Path removals,
    boolean local)
    implements Closeable {

  /// Opens an index for a dataset.
  ///
  /// @param path the dataset, or a file
  static Explored of(Path path, Path dataset, Index index, @Nullable Path removals, boolean local)
      throws IOException {
    Finder finder = new Finder(index);
    finder.hide(Hidden.of(index.database().query("SELECT id FROM removed", row -> row.getLong(1))));
    JsonNode manifest = manifest(dataset.resolve("manifest.json"));
    return new Explored(
        String.valueOf(path.toAbsolutePath().normalize().getFileName()),
        Files.isDirectory(dataset) ? dataset : null,
        manifest,
        index,
        finder,
        KeptPictures.beside(dataset),
        new ClipModel(manifest.at("/spec/scorer/name").textValue()),
        removals,
        local);
  }

  private static JsonNode manifest(Path file) throws IOException {
    return Files.isRegularFile(file)
        ? new ObjectMapper().readTree(file.toFile())
        : MissingNode.getInstance();
  }

  /// The same, searched by another model than the manifest names.
  Explored searchedBy(ClipModel other) {
    return new Explored(name, folder, manifest, index, finder, pictures, other, removals, local);
  }

  @Override
  public void close() throws IOException {
    model.close();
    index.close();
  }
}
