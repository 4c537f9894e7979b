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
import pairmill.onnx.ImageTower;
import pairmill.onnx.Onnx;
import pairmill.onnx.TextTower;

/// The CLIP model that made a dataset's embeddings. Its towers are opened when they are first
/// asked. Safe for use by many threads, one after another.
public final class ClipModel implements Closeable {
  private final @Nullable String asked;
  private @Nullable TextTower texts;
  private @Nullable ImageTower pictures;

  /// A model.
  ///
  /// @param asked a name or a folder; null when nobody knows which
  public ClipModel(@Nullable String asked) {
    this.asked = asked;
  }

  /// The embedding of a text, `float[dimensions]`, L2-normalised.
  ///
  /// @throws IllegalArgumentException with a sentence that says which model is missing
  public synchronized float[] embed(String text) throws IOException {
    TextTower open = texts;
    if (open == null) {
      open = TextTower.open(folder(), onnx());
      texts = open;
    }
    return open.embed(List.of(open.tokens(text))).getFirst();
  }

  /// The side in pixels of the square crops that it looks at.
  ///
  /// @throws IllegalArgumentException with a sentence that says which model is missing
  public synchronized int side() throws IOException {
    return pictures().size();
  }

  /// The embedding of a picture, `float[dimensions]`, L2-normalised.
  ///
  /// @param crop `[side][side][3]`, a byte each for red, green and blue
  public synchronized float[] embed(byte[] crop) throws IOException {
    return pictures().embed(List.of(crop)).getFirst();
  }

  private ImageTower pictures() throws IOException {
    ImageTower open = pictures;
    if (open == null) {
      open = ImageTower.open(folder(), onnx());
      pictures = open;
    }
    return open;
  }

  private static Onnx onnx() throws IOException {
    return Onnx.on(Device.CPU).withThreads(1).withBatchSize(1);
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
        "The model %s, which made the embeddings, is not here; 'pairmill models fetch %s' brings it."
            .formatted(asked, asked));
  }

  @Override
  public synchronized void close() {
    if (texts != null) {
      texts.close();
    }
    if (pictures != null) {
      pictures.close();
    }
  }
}
