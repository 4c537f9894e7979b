package pairmill.explorer.index;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an index was made of: `index.json`, written last. Without it an index is not whole.
///
/// @param format version of the index's shape
/// @param rows how many there are, those removed not among them
/// @param files those that were read, in their order
/// @param embeddings files of embeddings that it knows of
/// @param columns names of the columns in which at least one row has a value
/// @param passedOver names of columns of the files that are not looked at
/// @param problems what could not be read, a sentence each
/// @param removals SHA-256 of the removal list that its counts leave out; empty for none
public record Mark(
    int format,
    long rows,
    List<Read> files,
    List<Source> embeddings,
    List<String> columns,
    Set<String> passedOver,
    List<String> problems,
    String removals) {
  /// Changes with the shape of any table or field: an index of another format is built anew.
  static final int FORMAT = 7;

  private static final String NAME = "index.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  /// A file that was read.
  ///
  /// @param rows how many it gave
  public record Read(Source source, long rows) {}

  /// Reads the mark of an index; empty when it is not whole, or not of this format.
  static Optional<Mark> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Mark mark = JSON.readValue(file.toFile(), Mark.class);
      return mark.format == FORMAT ? Optional.of(mark) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty(); // of a build that was cut off, or of another program
    }
  }

  static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }

  void write(Path folder) throws IOException {
    Path draft = folder.resolve(NAME + ".new");
    JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), this);
    Files.move(draft, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  /// The files alone.
  List<Source> sources() {
    return files.stream().map(Read::source).toList();
  }
}
