package pairmill.cli;

import java.util.List;
import java.util.Objects;
import pairmill.models.ModelFile;

/// How large files of models are together.
public final class ModelSizes {
  private ModelSizes() {}

  /// Such as `605.8 MB`, or `more than 2.2 MB` or `unknown size` where a size is not known.
  public static String text(List<ModelFile> files) {
    double known =
        files.stream()
            .map(ModelFile::bytes)
            .filter(Objects::nonNull)
            .mapToLong(Long::valueOf)
            .sum();
    boolean all = files.stream().allMatch(file -> file.bytes() != null);
    if (all) {
      return ProgressText.bytes(known);
    }
    return known == 0 ? "unknown size" : "more than " + ProgressText.bytes(known);
  }
}
