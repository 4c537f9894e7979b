package pairmill.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pairmill.cli.DeviceOption;
import pairmill.cli.Embedding;
import pairmill.cli.ModelOptions;
import pairmill.cli.Scorers;
import pairmill.cli.WrongUseException;
import pairmill.models.ModelFolder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pairmill embed`: pictures or texts to vectors.
@Command(
    name = "embed",
    mixinStandardHelpOptions = true,
    description = "Embeds pictures or texts with a CLIP model, one L2-normalised row each.",
    footer = {
      "",
      "Example: pairmill embed --model clip-vit-b32 --texts captions.txt --out texts.npy"
    })
public final class EmbedCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      required = true,
      description =
          "Name of a model, or a folder with image.onnx, text.onnx and, if it is not OpenAI's, tokenizer.json.")
  String model;

  @ArgGroup Source source = new Source();

  /// What is embedded.
  static final class Source {
    @Option(
        names = "--images",
        arity = "1..*",
        paramLabel = "PATH",
        description =
            "Pictures: JPEG, PNG or WebP. One that cannot be read is named, its row is zeros, and the exit code is 1.")
    @Nullable List<Path> images;

    @Option(
        names = "--pixels",
        paramLabel = "FILE",
        description =
            "Pictures that are cropped already: .npy of uint8, [N,224,224,3], or as large as the model takes them.")
    @Nullable Path pixels;

    @Option(
        names = "--texts",
        paramLabel = "FILE",
        description = "Texts: .txt, one a line; or .jsonl, objects with a text.")
    @Nullable Path texts;

    List<Path> paths() {
      if (images != null) {
        return images;
      }
      return Stream.of(pixels, texts).filter(Objects::nonNull).toList();
    }
  }

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "FILE.npy of float32, [N, dimensions of the model], in the order of the input.")
  Path out;

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      description = "FILE.jsonl for the token ids of the texts, an array a line, without padding.")
  @Nullable Path ids;

  @Mixin ModelOptions models;

  @Mixin DeviceOption device;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (ids != null && source.texts == null) {
      throw new WrongUseException("--ids goes with --texts");
    }
    Path target = target();
    ModelFolder folder = Scorers.find("--model", model, models.shelf());
    if (folder.model().file(source.texts == null ? "image.onnx" : "text.onnx").isEmpty()) {
      throw new WrongUseException(
          "--model %s: no model of %s"
              .formatted(model, source.texts == null ? "pictures" : "captions"));
    }
    Embedding embedding = new Embedding(folder, device.onnx(), target, spec.commandLine().getErr());
    if (source.images != null) {
      return embedding.images(source.images);
    }
    if (source.pixels != null) {
      return embedding.pixels(source.pixels);
    }
    if (source.texts != null) {
      return embedding.texts(source.texts, ids);
    }
    throw new WrongUseException("one of --images, --pixels and --texts has to be given");
  }

  // The file takes the place of what stands there: that must not be a device, nor an input.
  private Path target() throws IOException {
    if (Files.exists(out) && !Files.isRegularFile(out)) {
      throw new WrongUseException("--out %s: is not a file".formatted(out));
    }
    for (Path output : ids == null ? List.of(out) : List.of(out, ids)) {
      Path folder = output.toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new WrongUseException(folder + ": no such folder");
      }
      for (Path input : source.paths()) {
        if (isSame(output, input)) {
          throw new WrongUseException(output + ": is an input as well");
        }
      }
    }
    if (ids != null && isSame(out, ids)) {
      throw new WrongUseException(ids + ": --out and --ids are the same file");
    }
    return Files.exists(out) ? out.toRealPath() : out;
  }

  private static boolean isSame(Path a, Path b) throws IOException {
    return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize())
        || (Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b));
  }
}
