package pairmill.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags of the commands that score.
public final class ScorerOptions {
  /// The value that takes the CLIP model that is here.
  public static final String AUTO = "auto";

  /// The value that takes none.
  public static final String NONE = "none";

  @Option(
      names = "--scorer",
      paramLabel = "NAME",
      defaultValue = AUTO,
      description =
          "auto: the CLIP model if its files are here, else none; none; the name of a model; or a folder that holds one (default: ${DEFAULT-VALUE}).")
  public String scorer;

  @Mixin public ModelOptions models;

  @Mixin public DeviceOption device;

  @Option(
      names = "--keep-embeddings",
      description =
          "Keep the embeddings in the run's dataset/embeddings, in clip-retrieval's layout.")
  public boolean keepEmbeddings;

  @Option(
      names = "--suspicious",
      paramLabel = "FILE",
      description =
          "Words that, in the caption of a picture that is almost surely unsafe, have it dropped: a line of words that all have to stand there.")
  public @Nullable Path suspicious;
}
