package pairmill.explorer.find;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pairmill.models.ModelFolder;
import pairmill.models.ModelShelf;
import pairmill.onnx.Device;
import pairmill.onnx.Onnx;
import pairmill.onnx.TextTower;

/// The text tower of the CLIP model that made a dataset's embeddings, opened when it is first
/// asked. Safe for use by many threads, one after another.
public final class TextModel implements Closeable {
  private final @Nullable String asked;
  private @Nullable TextTower tower;

  /// A model.
  ///
  /// @param asked a name or a folder; null when nobody knows which
  public TextModel(@Nullable String asked) {
    this.asked = asked;
  }

  /// The embedding of a text, `float[dimensions]`, L2-normalised.
  ///
  /// @throws IllegalArgumentException with a sentence that says which model is missing
  public synchronized float[] embed(String text) throws IOException {
    TextTower open = tower;
    if (open == null) {
      open = TextTower.open(folder(), Onnx.on(Device.CPU).withThreads(1).withBatchSize(1));
      tower = open;
    }
    return open.embed(List.of(open.tokens(text))).getFirst();
  }

  private ModelFolder folder() throws IOException {
    if (asked == null) {
      throw new IllegalArgumentException(
          "Which model made the embeddings is not known; 'pairmill explore --model NAME' says it.");
    }
    Optional<ModelFolder> named =
        asked.indexOf('/') < 0 ? ModelShelf.usual().find(asked) : Optional.empty();
    if (named.isPresent()) {
      return named.get();
    }
    if (Files.isDirectory(Path.of(asked))) {
      return ModelShelf.open(Path.of(asked));
    }
    throw new IllegalArgumentException(
        "The model %s, which reads what is searched for, is not here; 'pairmill models fetch %s' brings it."
            .formatted(asked, asked));
  }

  @Override
  public synchronized void close() {
    if (tower != null) {
      tower.close();
    }
  }
}
