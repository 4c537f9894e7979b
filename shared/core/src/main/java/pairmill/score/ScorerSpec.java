package pairmill.score;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that decides what scores a run gets. Equal specs score alike.
///
/// @param name of the CLIP model
/// @param runtime what runs the models, with its version and device
/// @param thresholds smallest similarity that is kept, by label of the split; a split without one
///   keeps all
/// @param models what fills which scores, in the order of their roles
public record ScorerSpec(
    String name, String runtime, SortedMap<String, Double> thresholds, List<Used> models) {
  public ScorerSpec {
    requireNonNull(name, "no name");
    requireNonNull(runtime, "no runtime");
    thresholds = new TreeMap<>(requireNonNull(thresholds, "no thresholds"));
    models = List.copyOf(requireNonNull(models, "no models"));
  }

  /// The same models run by the same runtime on another device.
  ///
  /// @param device the last word of [#runtime()], such as `CUDA`
  public ScorerSpec on(String device) {
    return new ScorerSpec(name, runtime.replaceFirst("\\S+$", device), thresholds, models);
  }

  /// One file of a model at work.
  ///
  /// @param fills what it is there for: `image`, `text`, `aesthetic` and so on
  /// @param model name of the model
  /// @param file name of the file within the model
  /// @param sha256 of the file
  public record Used(String fills, String model, String file, String sha256) {}
}
