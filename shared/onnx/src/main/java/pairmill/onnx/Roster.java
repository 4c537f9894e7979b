package pairmill.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pairmill.models.Model;
import pairmill.models.ModelFile;
import pairmill.models.ModelFolder;
import pairmill.models.Role;
import pairmill.score.ScorerSpec;
import pairmill.tokenizer.Tokenizers;

/// Which models work together in a run, and for which score each is there. Decided once, by their
/// cards: a score never comes from two models.
///
/// @param clip embeds all pictures
/// @param texts embed captions into its space: its own text tower, where it has one, and others
/// @param survivors a larger model that embeds the pictures that are kept, where a head asks for it
/// @param aesthetic a head on the survivors, or else on all
/// @param unsafe a head on all pictures, or else a classifier of pixels, so that it is there for
///   the rule on illegal content; or else a head on the survivors, and then the rule sees no others
/// @param watermark a classifier of pixels
/// @param faces a detector
record Roster(
    ModelFolder clip,
    List<ModelFolder> texts,
    @Nullable ModelFolder survivors,
    @Nullable ModelFolder aesthetic,
    @Nullable ModelFolder unsafe,
    @Nullable ModelFolder watermark,
    @Nullable ModelFolder faces) {
  private static final Set<String> TEXT = Set.of("text.onnx", Tokenizers.FILE, Dense.FILE);

  /// Chooses among models.
  ///
  /// @param others in order of preference: of several that could do the same, the first does
  /// @throws IllegalArgumentException when `clip` is no image tower
  static Roster of(ModelFolder clip, List<ModelFolder> others) {
    Model model = clip.model();
    if (model.role() != Role.CLIP || model.file("image.onnx").isEmpty()) {
      throw new IllegalArgumentException(
          "%s is no CLIP model with an image.onnx".formatted(model.name()));
    }
    ModelFolder larger =
        first(others, Role.CLIP, it -> it.name().equals(model.survivors()) && hasImage(it));
    String largerSpace = larger == null ? null : larger.model().space();
    ModelFolder aesthetic =
        firstOf(
            first(others, Role.AESTHETIC, it -> isIn(it, largerSpace)),
            first(others, Role.AESTHETIC, it -> isIn(it, model.space())));
    ModelFolder unsafe =
        firstOf(
            first(others, Role.UNSAFE, it -> isIn(it, model.space())),
            first(others, Role.UNSAFE, it -> it.pixels() != null),
            first(others, Role.UNSAFE, it -> isIn(it, largerSpace)));
    boolean asked = reads(aesthetic, largerSpace) || reads(unsafe, largerSpace);
    return new Roster(
        clip,
        texts(clip, others),
        asked ? larger : null,
        aesthetic,
        unsafe,
        first(others, Role.WATERMARK, _ -> true),
        first(others, Role.FACES, _ -> true));
  }

  // Those that read a split for which none before them is there.
  private static List<ModelFolder> texts(ModelFolder clip, List<ModelFolder> others) {
    Set<String> splits = new HashSet<>();
    return Stream.concat(Stream.of(clip), others.stream())
        .filter(it -> it == clip || it.model().role() == Role.TEXT)
        .filter(it -> isIn(it.model(), clip.model().space()))
        .filter(it -> it.model().file("text.onnx").isPresent())
        .filter(it -> splits.addAll(it.model().splits()))
        .toList();
  }

  /// True when a head reads the embeddings of the survivors.
  boolean isLate(@Nullable ModelFolder head) {
    return survivors != null
        && reads(head, survivors.model().space())
        && !reads(head, clip.model().space());
  }

  private static boolean reads(@Nullable ModelFolder head, @Nullable String space) {
    return head != null && isIn(head.model(), space);
  }

  private static boolean isIn(Model model, @Nullable String space) {
    return space != null && space.equals(model.space());
  }

  private static boolean hasImage(Model model) {
    return model.file("image.onnx").isPresent();
  }

  private static @Nullable ModelFolder first(
      List<ModelFolder> models, Role role, Predicate<Model> fits) {
    return models.stream()
        .filter(it -> it.model().role() == role && fits.test(it.model()))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable ModelFolder firstOf(@Nullable ModelFolder... models) {
    for (ModelFolder model : models) {
      if (model != null) {
        return model;
      }
    }
    return null;
  }

  /// The files at work, for the spec of the scorer: all that their cards name.
  ///
  /// @throws IOException when one is damaged, or a graph keeps weights where no card tells
  List<ScorerSpec.Used> used() throws IOException {
    List<ScorerSpec.Used> used = new ArrayList<>();
    add(used, "image", clip, file -> !TEXT.contains(file));
    for (ModelFolder text : texts) {
      add(used, "text", text, file -> text != clip || TEXT.contains(file));
    }
    add(used, "survivors", survivors, file -> !TEXT.contains(file));
    add(used, "aesthetic", aesthetic, _ -> true);
    add(used, "punsafe", unsafe, _ -> true);
    add(used, "pwatermark", watermark, _ -> true);
    add(used, "faces", faces, _ -> true);
    return used;
  }

  private static void add(
      List<ScorerSpec.Used> used,
      String fills,
      @Nullable ModelFolder folder,
      Predicate<String> chosen)
      throws IOException {
    if (folder == null) {
      return;
    }
    for (ModelFile file : folder.model().files()) {
      if (chosen.test(file.name())) {
        String hash = folder.sha256(file.name());
        used.add(new ScorerSpec.Used(fills, folder.model().name(), file.name(), hash));
        if (file.name().endsWith(".onnx") && !folder.isBundled()) {
          ExternalData.check(folder, file.name());
        }
      }
    }
  }
}
