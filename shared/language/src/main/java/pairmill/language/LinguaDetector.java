package pairmill.language;

import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.util.Iterator;
import java.util.Locale;
import java.util.SortedMap;
import pairmill.pair.LanguageDetector;

/// Tells the language of a caption among the 75 of Lingua, with its models of high accuracy.
///
/// A model is loaded when a caption first asks for it and stays for the life of the process, shared
/// by every detector: Latin script alone asks for some 40. Lingua takes white space, case,
/// punctuation and digits out of the text itself. Safe for use by many threads.
public final class LinguaDetector implements LanguageDetector {
  /// Lingua's minimum relative distance: 0.05 leaves one sentence in twelve untold.
  public static final double DEFAULT_BAR = 0.05;

  /// What tells the languages, for manifests.
  public static final String NAME = "Lingua 1.2.2, 75 languages, high accuracy, bar " + DEFAULT_BAR;

  /// In UTF-16 units, as long as a caption may be; what stands behind is not looked at.
  private static final int MAX_LENGTH = 4_000;

  private final com.github.pemistahl.lingua.api.LanguageDetector lingua =
      LanguageDetectorBuilder.fromAllLanguages().build();
  private final double bar;

  public LinguaDetector() {
    this(DEFAULT_BAR);
  }

  /// @param bar the margin that the best language must have, 0 to 0.99
  public LinguaDetector(double bar) {
    if (!(bar >= 0 && bar <= 0.99)) {
      throw new IllegalArgumentException("bar " + bar + " is not between 0 and 0.99");
    }
    this.bar = bar;
  }

  @Override
  public pairmill.pair.Language detect(String caption) {
    String text = caption.substring(0, Math.min(caption.length(), MAX_LENGTH));
    SortedMap<Language, Double> confidences = lingua.computeLanguageConfidenceValues(text);
    double margin = margin(confidences.values().iterator());
    boolean told = margin > 0 && margin >= bar;
    return new pairmill.pair.Language(told ? code(confidences.firstKey()) : null, margin);
  }

  /// Gives up the models, 1.5 GB of heap with all of them. The next caption loads what it needs
  /// again.
  public void unload() {
    lingua.unloadLanguageModels();
  }

  /// Best minus second: all of the best when it stands alone, 0 when there is none.
  private static double margin(Iterator<Double> descending) {
    double best = descending.hasNext() ? descending.next() : 0;
    return best - (descending.hasNext() ? descending.next() : 0);
  }

  private static String code(Language language) {
    return language.getIsoCode639_1().name().toLowerCase(Locale.ROOT);
  }
}
