package pairmill.explorer.page;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One page of the site. Safe for use by many threads.
public interface Page {
  /// The first part of its address; empty for the page that visitors see first.
  String name();

  /// Answers.
  ///
  /// @throws IllegalArgumentException with a sentence for the visitor, when the question is wrong
  /// @throws NoSuchThingException with a sentence for the visitor, when what is asked for is not
  ///   there
  /// @throws IOException when the machine failed
  Answer answer(Question question) throws IOException;

  /// The answer as a file that is written while it is sent, where it has more rows than a [Table]
  /// may hold; null where `answer` has them all.
  ///
  /// @param format `csv`, `ndjson`, `json`, `parquet` or `html`
  default @Nullable Download download(Question question, String format) throws IOException {
    return null;
  }
}
