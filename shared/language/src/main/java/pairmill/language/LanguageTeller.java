package pairmill.language;

import java.util.function.Supplier;

/// Tells the language of one caption after the other, with working memory that it keeps.
///
/// Not safe for use by many threads.
final class LanguageTeller {
  private final CaptionText text = new CaptionText();
  private final WordRules rules = new WordRules();
  private final GramSums sums = new GramSums();

  /// What was told.
  ///
  /// @param language the likeliest one; without meaning when the margin is 0
  /// @param margin of the relative confidences of the two likeliest, 0 to 1
  record Told(int language, double margin) {
    static final Told NOTHING = new Told(0, 0);
  }

  /// @param table is asked for when rules do not tell the language
  Told tell(String caption, Supplier<GramTable> table) {
    if (!text.take(caption)) {
      return Told.NOTHING;
    }
    int language = rules.take(text);
    if (language != WordRules.UNDECIDED) {
      return new Told(language, 1);
    }
    sums.take(text, table.get());
    return likeliest();
  }

  private Told likeliest() {
    int best = 0;
    float first = Float.NEGATIVE_INFINITY;
    float second = Float.NEGATIVE_INFINITY;
    for (int language = 0; language < Languages.COUNT; language++) {
      float sum = sums.of(language);
      if (sum == 0 || !rules.isPossible(language)) {
        continue;
      }
      if (sum > first) {
        second = first;
        first = sum;
        best = language;
      } else if (sum > second) {
        second = sum;
      }
    }
    // Nobody knows the text: no margin; only one language does: all of it, since x / -infinity is
    // 0.
    return first == Float.NEGATIVE_INFINITY
        ? Told.NOTHING
        : new Told(best, 1 - (double) (first / second));
  }
}
