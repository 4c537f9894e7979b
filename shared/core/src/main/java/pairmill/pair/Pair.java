package pairmill.pair;

/// An image URL and the caption that stood with it.
///
/// @param url absolute http or https URL, as the rules of the run accepted it
/// @param caption the alt text, as the rules of the run cleaned it
/// @param language what the caption was told to be in
/// @param provenance where both were found
public record Pair(String url, String caption, Language language, Provenance provenance) {
  /// 64-bit identity of URL and caption, see [PairHash].
  public long hash() {
    return PairHash.of(url, caption);
  }
}
