package pairmill.tokenizer;

/// The part of a caption that is looked at. The limit bounds the time of Unicode normalization,
/// which grows with the square of a run of combining marks.
final class CaptionHead {
  /// In UTF-16 units. A caption of the pipeline has 2,000 code points at most.
  static final int MAX_LENGTH = 32_768;

  private CaptionHead() {}

  /// The first units of a caption, without half a surrogate pair.
  static String of(String caption) {
    if (caption.length() <= MAX_LENGTH) {
      return caption;
    }
    boolean splits =
        Character.isSurrogatePair(caption.charAt(MAX_LENGTH - 1), caption.charAt(MAX_LENGTH));
    return caption.substring(0, splits ? MAX_LENGTH - 1 : MAX_LENGTH);
  }
}
