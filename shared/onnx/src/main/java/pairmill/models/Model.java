package pairmill.models;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pairmill.pair.Split;

/// The card of a model, as machines read it.
///
/// @param name unique; lower-case letters, digits and hyphens
/// @param space the embedding space that a tower embeds into or a head reads; null for models of
///   pixels
/// @param licence SPDX identifier
/// @param about one sentence
/// @param files all that it is made of
/// @param splits labels of the splits whose captions its text tower reads
/// @param thresholds smallest similarity kept, by label of the split, -1 to 1
/// @param survivors name of a larger CLIP model that embeds only what this one keeps; null for none
/// @param pixels what a model of pixels reads; null for others
public record Model(
    String name,
    Role role,
    @Nullable String space,
    String licence,
    String about,
    List<ModelFile> files,
    List<String> splits,
    Map<String, Double> thresholds,
    @Nullable String survivors,
    @Nullable PixelInput pixels) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final List<String> SPLITS =
      Arrays.stream(Split.values()).map(Split::label).toList();
  private static final int MOST_FILES = 16;
  private static final int LONGEST = 500;

  public Model {
    name("name", name);
    if (space != null) {
      name("space", space);
    }
    if (survivors != null) {
      name("survivors", survivors);
    }
    Expectation.that(
        !licence.isBlank() && licence.length() <= LONGEST, "licence must be %s", "named", licence);
    Expectation.that(
        about.length() <= LONGEST, "about must be at most %d characters", LONGEST, about);
    files = List.copyOf(files);
    splits = List.copyOf(splits);
    thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
    Expectation.that(
        !files.isEmpty() && files.size() <= MOST_FILES,
        "files must be 1 to %d",
        MOST_FILES,
        files.size());
    Set<String> names = new HashSet<>();
    for (ModelFile file : files) {
      Expectation.that(
          names.add(file.name().toLowerCase(Locale.ROOT)),
          "files must have %s",
          "different names",
          file.name());
    }
    for (double threshold : thresholds.values()) {
      Expectation.that(
          threshold >= -1 && threshold <= 1, "a threshold must be -1 to %d", 1, threshold);
    }
    splits.forEach(Model::split);
    thresholds.keySet().forEach(Model::split);
    role.check(space, pixels, names);
  }

  // A label that is misspelt would keep all of its split.
  private static void split(String label) {
    Expectation.that(SPLITS.contains(label), "splits and thresholds are of %s", SPLITS, label);
  }

  private static void name(String field, String name) {
    Expectation.that(
        NAME.matcher(name).matches(),
        field + " must be at most %d lower-case letters, digits and hyphens",
        64,
        name);
  }

  /// The file of this name, if it has one.
  public Optional<ModelFile> file(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }

  /// The same with other files.
  Model withFiles(List<ModelFile> files) {
    return new Model(
        name, role, space, licence, about, files, splits, thresholds, survivors, pixels);
  }

  /// What a classifier of pixels reads, and what of its answer counts.
  ///
  /// @param width of the input in pixels, 1 to 4096
  /// @param height of the input in pixels, 1 to 4096
  /// @param mean subtracted from each of red, green and blue after scaling to 0..1
  /// @param std divided by, thereafter; above 0
  /// @param channelsLast true for `[n][height][width][3]`, false for `[n][3][height][width]`
  /// @param softmax true when the graph gives logits
  /// @param classes indexes of the classes whose probabilities are summed
  public record PixelInput(
      int width,
      int height,
      List<Double> mean,
      List<Double> std,
      boolean channelsLast,
      boolean softmax,
      List<Integer> classes) {
    private static final int LARGEST = 4096;
    private static final int CHANNELS = 3;

    public PixelInput {
      Expectation.that(
          width > 0 && height > 0 && width <= LARGEST && height <= LARGEST,
          "width and height must be 1 to %d",
          LARGEST,
          width + " x " + height);
      mean = List.copyOf(mean);
      std = List.copyOf(std);
      classes = List.copyOf(classes);
      Expectation.that(
          mean.size() == CHANNELS && mean.stream().allMatch(Double::isFinite),
          "mean must be %d numbers",
          CHANNELS,
          mean);
      Expectation.that(
          std.size() == CHANNELS && std.stream().allMatch(value -> value > 0 && value < LARGEST),
          "std must be %d numbers above 0",
          CHANNELS,
          std);
      Expectation.that(
          !classes.isEmpty() && classes.stream().allMatch(index -> index >= 0),
          "classes must be %s",
          "indexes from 0",
          classes);
    }
  }
}
