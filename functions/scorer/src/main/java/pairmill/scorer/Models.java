package pairmill.scorer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import pairmill.models.ModelFolder;
import pairmill.models.ModelShelf;
import pairmill.models.Role;
import pairmill.onnx.Onnx;
import pairmill.onnx.OnnxScorer;
import pairmill.pixels.PictureReaders;

/// Opens the models that the settings name.
final class Models {
  private static final int MEGAPIXELS_AT_ONCE = 100;

  private Models() {}

  /// Opens them and tries each once, which TensorRT takes minutes for.
  ///
  /// @throws WrongSettingException when the model is not there, or cannot score
  /// @throws IOException when it is damaged, or the device is not there
  static OnnxScorer open(Settings settings) throws IOException {
    ModelShelf shelf = new ModelShelf(settings.models());
    ModelFolder clip = find(settings, shelf);
    if (clip.model().role() != Role.CLIP || clip.model().file("text.onnx").isEmpty()) {
      throw wrong(settings, "is no model of pictures and captions");
    }
    if (clip.model().thresholds().isEmpty()) {
      throw wrong(settings, "names no thresholds in its card, model.json");
    }
    return OnnxScorer.open(
        clip,
        shelf.all(),
        PictureReaders.pixels(MEGAPIXELS_AT_ONCE),
        Onnx.on(settings.device()).withThreads(settings.threads()));
  }

  private static ModelFolder find(Settings settings, ModelShelf shelf) throws IOException {
    String asked = settings.model();
    if (asked.indexOf('/') < 0) {
      Optional<ModelFolder> named = shelf.find(asked);
      if (named.isPresent()) {
        return named.get();
      }
    }
    if (Files.isDirectory(Path.of(asked))) {
      return ModelShelf.open(Path.of(asked));
    }
    throw wrong(settings, "is neither a folder nor in " + settings.models().toAbsolutePath());
  }

  private static WrongSettingException wrong(Settings settings, String problem) {
    return new WrongSettingException(
        "pairmill.model",
        "must be a model that is here: '%s' %s".formatted(settings.model(), problem));
  }
}
