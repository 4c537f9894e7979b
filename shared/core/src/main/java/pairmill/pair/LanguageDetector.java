package pairmill.pair;

/// Tells the language of a caption. Implementations are safe for use by many threads.
@FunctionalInterface
public interface LanguageDetector {
  Language detect(String caption);

  /// Tells no language.
  LanguageDetector NONE = caption -> Language.UNTOLD;
}
