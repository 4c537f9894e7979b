package pairmill.models;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a model is there for.
public enum Role {
  /// An image tower, `image.onnx`, and where there is one its text tower, `text.onnx`.
  CLIP,

  /// A further text tower, `text.onnx`, into the space of a CLIP model.
  TEXT,

  /// A head on image embeddings that fills `aesthetic`.
  AESTHETIC,

  /// Fills `punsafe`: a head on image embeddings, or a classifier of pixels.
  UNSAFE,

  /// A classifier of pixels that fills `pwatermark`.
  WATERMARK,

  /// A face detector that fills `faces`.
  FACES;

  /// The name in reports.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Throws when a model of this role cannot do without what it does not have.
  ///
  /// @param files names, in lower case
  void check(@Nullable String space, Model.@Nullable PixelInput pixels, Set<String> files) {
    String needed =
        switch (this) {
          case CLIP -> files.contains("image.onnx") ? "image.onnx" : "text.onnx";
          case TEXT -> "text.onnx";
          case AESTHETIC, UNSAFE, WATERMARK, FACES -> "model.onnx";
        };
    Expectation.that(
        files.contains(needed),
        "the files of a model for " + this + " must include %s",
        needed,
        files);
    boolean reads =
        switch (this) {
          case CLIP, TEXT, AESTHETIC -> space != null && pixels == null;
          case UNSAFE -> space == null ^ pixels == null;
          case WATERMARK -> space == null && pixels != null;
          case FACES -> space == null;
        };
    Expectation.that(
        reads,
        "a model for " + this + " must have %s",
        switch (this) {
          case CLIP, TEXT, AESTHETIC -> "a space and no pixels";
          case UNSAFE -> "either a space or pixels";
          case WATERMARK -> "pixels and no space";
          case FACES -> "no space";
        },
        "space " + space + ", pixels " + (pixels == null ? "null" : "given"));
  }
}
