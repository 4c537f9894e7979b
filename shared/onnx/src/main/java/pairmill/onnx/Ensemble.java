package pairmill.onnx;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The models of a [Roster], opened. Safe for use by many threads.
///
/// @param images embeds all pictures
/// @param texts embed captions, by label of the split
/// @param survivors embeds the pictures that are kept
/// @param aesthetic reads what `images` gives
/// @param unsafe likewise
/// @param lateAesthetic reads what `survivors` gives
/// @param lateUnsafe likewise
/// @param opened all of them
record Ensemble(
    ImageTower images,
    Map<String, TextTower> texts,
    @Nullable ImageTower survivors,
    @Nullable Head aesthetic,
    @Nullable Head unsafe,
    @Nullable Head lateAesthetic,
    @Nullable Head lateUnsafe,
    @Nullable PixelClassifier unsafePixels,
    @Nullable PixelClassifier watermark,
    @Nullable Faces faces,
    List<Closing> opened)
    implements AutoCloseable {
  /// Gives back the memory of a model.
  interface Closing {
    void close();
  }

  /// The text towers, each once.
  Collection<TextTower> towers() {
    return texts.values().stream().distinct().toList();
  }

  @Override
  public void close() {
    opened.forEach(Closing::close);
  }
}
