package pairmill.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import pairmill.models.ModelShelf;
import picocli.CommandLine.Option;

/// Where the commands that need models look for them.
public final class ModelOptions {
  @Option(
      names = "--models",
      paramLabel = "DIR",
      description =
          "Folder of the models (default: PAIRMILL_MODELS, or pairmill/models in the user's cache).")
  public @Nullable Path models;

  /// The models in the folder that was named, or else in the usual one.
  public ModelShelf shelf() {
    return models == null ? ModelShelf.usual() : new ModelShelf(models);
  }

  /// What stands between a command and its arguments, so that it looks in the same folder.
  public String flag() {
    return models == null ? "" : " --models " + models;
  }
}
