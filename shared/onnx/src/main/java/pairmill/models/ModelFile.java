package pairmill.models;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One file of a model.
///
/// @param name within the model's folder, such as `image.onnx`; one segment of a path
/// @param source where it is fetched from; null when it comes with the program or is brought by
///   hand
/// @param bytes its size, 1 to [#MOST_BYTES]; null when not known yet
/// @param sha256 lower-case hexadecimal; null when not known yet
/// @param inputs of a graph: shapes by name, -1 for a size that is free; empty when not told
/// @param outputs likewise
public record ModelFile(
    String name,
    @Nullable Source source,
    @Nullable Long bytes,
    @Nullable String sha256,
    Map<String, List<Long>> inputs,
    Map<String, List<Long>> outputs) {
  /// The largest file that a model may have. No hub takes files above 50 GB.
  public static final long MOST_BYTES = 50_000_000_000L;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MOST_DIMENSIONS = 8;

  public ModelFile {
    Expectation.that(
        NAME.matcher(name).matches() && !name.equals(Cards.NAME) && !name.endsWith(".part"),
        "the name of a file must be letters, digits, '.', '_' and '-', and neither %s nor end in .part",
        Cards.NAME,
        name);
    Expectation.that(
        bytes == null || (bytes > 0 && bytes <= MOST_BYTES),
        "bytes must be 1 to %d",
        MOST_BYTES,
        bytes);
    Expectation.that(
        sha256 == null || SHA256.matcher(sha256).matches(),
        "sha256 must be %d lower-case hexadecimal digits",
        64,
        sha256);
    inputs = shapes(inputs);
    outputs = shapes(outputs);
  }

  private static Map<String, List<Long>> shapes(Map<String, List<Long>> shapes) {
    for (List<Long> shape : shapes.values()) {
      Expectation.that(
          shape.size() <= MOST_DIMENSIONS
              && shape.stream().allMatch(size -> size >= -1 && size != 0),
          "a shape must be at most %d sizes above 0, or -1 for one that is free",
          MOST_DIMENSIONS,
          shape);
    }
    return Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
  }

  /// The same with another size and hash.
  ModelFile with(long bytes, String sha256) {
    return new ModelFile(name, source, bytes, sha256, inputs, outputs);
  }

  /// A file of a hub.
  ///
  /// @param repository such as `owner/name`
  /// @param revision a commit, which never changes
  /// @param path within the repository
  public record Source(String repository, String revision, String path) {
    private static final String WORD = "(?!\\.)[A-Za-z0-9_.-]{1,128}";
    private static final Pattern REPOSITORY = Pattern.compile(WORD + "/" + WORD);
    private static final Pattern REVISION = Pattern.compile(WORD);
    private static final Pattern PATH = Pattern.compile(WORD + "(/" + WORD + "){0,7}");

    public Source {
      Expectation.that(
          REPOSITORY.matcher(repository).matches(),
          "repository must be %s",
          "owner/name",
          repository);
      Expectation.that(
          REVISION.matcher(revision).matches(),
          "revision must be %s",
          "a commit or a tag",
          revision);
      Expectation.that(
          PATH.matcher(path).matches(),
          "path must be %s",
          "names of letters, digits, '.', '_' and '-'",
          path);
    }

    /// Where a hub has it, below the hub's address.
    public String resolved() {
      return "%s/resolve/%s/%s".formatted(repository, revision, path);
    }
  }
}
