package pairmill.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pairmill.models.ModelFolder;

/// Opens the models of a roster. Used by one thread.
final class Opening {
  private final Roster roster;
  private final Onnx onnx;
  private final List<Ensemble.Closing> opened = new ArrayList<>();

  private Opening(Roster roster, Onnx onnx) {
    this.roster = roster;
    this.onnx = onnx;
  }

  /// Opens all.
  ///
  /// @throws IOException when a model cannot be opened, or does not fit to the others; nothing
  ///   stays open then
  static Ensemble of(Roster roster, Onnx onnx) throws IOException {
    Opening opening = new Opening(roster, onnx);
    boolean done = false;
    try {
      Ensemble ensemble = opening.ensemble();
      done = true;
      return ensemble;
    } finally {
      if (!done) {
        opening.opened.forEach(Ensemble.Closing::close);
      }
    }
  }

  private Ensemble ensemble() throws IOException {
    ImageTower images = tower(roster.clip());
    ImageTower survivors = roster.survivors() == null ? null : tower(roster.survivors());
    ModelFolder unsafe = roster.unsafe();
    boolean pixels = unsafe != null && unsafe.model().pixels() != null;
    return new Ensemble(
        images,
        texts(images.dimensions()),
        survivors,
        head(roster.aesthetic(), images, false),
        head(pixels ? null : unsafe, images, false),
        survivors == null ? null : head(roster.aesthetic(), survivors, true),
        survivors == null ? null : head(pixels ? null : unsafe, survivors, true),
        classifier(pixels ? unsafe : null),
        classifier(roster.watermark()),
        faces(roster.faces()),
        List.copyOf(opened));
  }

  private ImageTower tower(ModelFolder folder) throws IOException {
    ImageTower tower = ImageTower.open(folder, onnx);
    opened.add(tower::close);
    return tower;
  }

  // The CLIP model's own text tower reads its splits, further ones what is left.
  private Map<String, TextTower> texts(int dimensions) throws IOException {
    Map<String, TextTower> texts = new LinkedHashMap<>();
    for (ModelFolder folder : roster.texts()) {
      TextTower tower = TextTower.open(folder, onnx);
      opened.add(tower::close);
      if (tower.dimensions() != dimensions) {
        throw new IOException(
            "[%s] text.onnx must embed into %d dimensions, as %s does, and embeds into %d"
                .formatted(
                    folder.path("text.onnx").getParent(),
                    dimensions,
                    roster.clip().model().name(),
                    tower.dimensions()));
      }
      folder.model().splits().forEach(split -> texts.putIfAbsent(split, tower));
    }
    return texts;
  }

  private @Nullable Head head(@Nullable ModelFolder folder, ImageTower tower, boolean late)
      throws IOException {
    if (folder == null || roster.isLate(folder) != late) {
      return null;
    }
    Head head = Head.open(folder, tower.dimensions(), onnx);
    opened.add(head::close);
    return head;
  }

  private @Nullable PixelClassifier classifier(@Nullable ModelFolder folder) throws IOException {
    if (folder == null) {
      return null;
    }
    PixelClassifier classifier = PixelClassifier.open(folder, onnx);
    opened.add(classifier::close);
    return classifier;
  }

  private @Nullable Faces faces(@Nullable ModelFolder folder) throws IOException {
    if (folder == null) {
      return null;
    }
    Faces faces = Faces.open(folder, onnx);
    opened.add(faces::close);
    return faces;
  }
}
