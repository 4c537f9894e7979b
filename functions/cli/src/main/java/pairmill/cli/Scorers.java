package pairmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pairmill.models.Model;
import pairmill.models.ModelFolder;
import pairmill.models.ModelShelf;
import pairmill.models.Role;
import pairmill.onnx.OnnxScorer;
import pairmill.run.ImagesFrom;

/// The models that a command asks for.
public final class Scorers {
  /// The model that is taken where none is named.
  static final String USUAL = "clip-vit-b32";

  private Scorers() {}

  /// Opens the scorer that the flags ask for in a run that takes pictures from somewhere.
  ///
  /// @return null for none, and for `auto` where no model is here or no pictures are taken
  /// @throws WrongUseException when the one that is named is not here, or cannot score
  public static @Nullable OnnxScorer open(ScorerOptions options, ImagesFrom images)
      throws IOException {
    if (images != ImagesFrom.NONE) {
      return open(options);
    }
    if (options.scorer.equals(ScorerOptions.AUTO) || options.scorer.equals(ScorerOptions.NONE)) {
      return null;
    }
    throw new WrongUseException(
        "--scorer %s: with --images none there is nothing to score".formatted(options.scorer));
  }

  /// Opens the scorer that the flags ask for.
  ///
  /// @return null for none, and for `auto` where no model is here
  /// @throws WrongUseException when the one that is named is not here, or cannot score
  static @Nullable OnnxScorer open(ScorerOptions options) throws IOException {
    ModelShelf shelf = options.models.shelf();
    if (options.scorer.equals(ScorerOptions.NONE)) {
      return null;
    }
    ModelFolder model;
    if (options.scorer.equals(ScorerOptions.AUTO)) {
      Optional<ModelFolder> usual = shelf.find(USUAL);
      if (usual.isEmpty()) {
        return null;
      }
      model = usual.get();
    } else {
      model = find("--scorer", options.scorer, shelf);
    }
    check(model.model(), options.scorer);
    return OnnxScorer.open(model, shelf.all(), Workshop.pixelReader(), options.device.onnx());
  }

  private static void check(Model model, String asked) {
    if (model.role() != Role.CLIP || model.file("text.onnx").isEmpty()) {
      throw new WrongUseException(
          "--scorer %s: no model of pictures and captions".formatted(asked));
    }
    if (model.thresholds().isEmpty()) {
      throw new WrongUseException(
          "--scorer %s: its card, model.json, has to name the thresholds".formatted(asked));
    }
  }

  /// The model of a name, or in a folder.
  ///
  /// @param flag that asks for it
  public static ModelFolder find(String flag, String asked, ModelShelf shelf) throws IOException {
    if (asked.indexOf('/') < 0) {
      Optional<ModelFolder> named = shelf.find(asked);
      if (named.isPresent()) {
        return named.get();
      }
    }
    if (Files.isDirectory(Path.of(asked))) {
      try {
        return ModelShelf.open(Path.of(asked));
      } catch (IOException e) {
        throw new WrongUseException("%s %s: %s".formatted(flag, asked, e.getMessage()));
      }
    }
    if (shelf.cards().stream().anyMatch(card -> card.name().equals(asked))) {
      throw new WrongUseException(
          "%s %s: its files are not here; 'pairmill models fetch %s' brings them"
              .formatted(flag, asked, asked));
    }
    throw new WrongUseException(
        "%s %s: no such model; 'pairmill models list' lists them".formatted(flag, asked));
  }
}
