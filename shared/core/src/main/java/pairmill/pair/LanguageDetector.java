package pairmill.pair;

/// Tells the language of a caption. Implementations are safe for use by many threads.
@FunctionalInterface
public interface LanguageDetector {
  Language detect(String caption);

  /// Gives up the memory that telling took, until a caption is told again.
  default void unload() {}

  /// Tells no language.
  LanguageDetector NONE = caption -> Language.UNTOLD;
}
