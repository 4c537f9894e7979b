package pairmill.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A folder with files of models, in one of two layouts: `MODEL/FILE`, as in the cache of another
/// machine, or `OWNER/NAME/PATH`, as in copies of a hub's repositories.
///
/// @param folder only read
public record LocalOrigin(Path folder) implements Origin {
  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public String place(Model model, ModelFile file) {
    return String.join(
        " or ", names(model, file).stream().map(folder::resolve).map(Path::toString).toList());
  }

  @Override
  public Body open(Model model, ModelFile file, long from) throws IOException {
    for (String name : names(model, file)) {
      Path path = folder.resolve(name);
      if (Files.isRegularFile(path)) {
        InputStream in = Files.newInputStream(path);
        in.skipNBytes(Math.min(from, Files.size(path)));
        return new Body(in, from);
      }
    }
    throw new OriginException(
        "[%s] must hold %s".formatted(folder, String.join(" or ", names(model, file))));
  }

  private static List<String> names(Model model, ModelFile file) {
    String here = model.name() + "/" + file.name();
    ModelFile.Source source = file.source();
    return source == null
        ? List.of(here)
        : List.of(here, source.repository() + "/" + source.path());
  }

  @Override
  public void close() {}
}
