package pairmill.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import pairmill.models.Model;
import pairmill.models.ModelFolder;
import pairmill.models.Role;

/// Which columns the models of a machine leave empty, and what to do about it.
///
/// @param empty columns, in words
/// @param names models that can be fetched to fill them; a watermark model cannot
public record ModelColumns(List<String> empty, List<String> names) {
  /// What is fetched when nothing is named: a CLIP model, its text tower for other languages, and
  /// the face detector.
  public static final List<String> USUAL =
      List.of("clip-vit-b32", "clip-vit-b32-multilingual", "ultraface-rfb-320");

  public ModelColumns {
    empty = List.copyOf(empty);
    names = List.copyOf(names);
  }

  /// What models leave empty.
  ///
  /// @param here all that are on this machine
  public static ModelColumns of(List<ModelFolder> here) {
    List<Model> models = here.stream().map(ModelFolder::model).toList();
    Set<String> spaces = new LinkedHashSet<>();
    for (Model model : models) {
      if (model.space() != null && measuresSimilarity(model)) {
        spaces.add(model.space());
      }
    }
    Set<String> splits = new LinkedHashSet<>();
    Set<Role> filled = EnumSet.noneOf(Role.class);
    for (Model model : models) {
      boolean reads = model.space() == null || spaces.contains(model.space());
      if (reads) {
        filled.add(model.role());
        splits.addAll(model.splits());
      }
    }
    List<String> empty = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    if (spaces.isEmpty()) {
      empty.add("similarity");
      names.add(USUAL.get(0));
      names.add(USUAL.get(1));
    } else if (!splits.contains("multi")) {
      empty.add("similarity of multi and nolang");
      names.add(USUAL.get(1));
    }
    add(empty, filled, Role.AESTHETIC, "aesthetic");
    add(empty, filled, Role.UNSAFE, "punsafe");
    add(empty, filled, Role.WATERMARK, "pwatermark");
    if (add(empty, filled, Role.FACES, "faces")) {
      names.add(USUAL.get(2));
    }
    return new ModelColumns(empty, List.copyOf(names));
  }

  private static boolean add(List<String> empty, Set<Role> filled, Role role, String column) {
    return !filled.contains(role) && empty.add(column);
  }

  private static boolean measuresSimilarity(Model model) {
    return model.role() == Role.CLIP
        && model.file("image.onnx").isPresent()
        && model.file("text.onnx").isPresent();
  }

  /// The command that brings them; empty when there is none to bring.
  public String command() {
    if (names.isEmpty()) {
      return "";
    }
    return "pairmill models fetch" + (names.equals(USUAL) ? "" : " " + String.join(" ", names));
  }
}
