package pairmill.tokenizer;

/// Turns captions into token ids. Safe for use by many threads.
public interface Tokenizer {
  /// The ids of a caption, start and end token included, padding not.
  ///
  /// @param caption any text
  /// @param longest most ids, 2 or more; of a longer caption the end is cut and the end token kept
  long[] ids(String caption, int longest);
}
