package pairmill.language;

import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.util.Iterator;
import java.util.Locale;
import java.util.SortedMap;
import pairmill.pair.Language;

/// Lingua itself, asked what [LinguaDetector] is asked: the oracle.
final class StockLingua {
  private final LanguageDetector lingua = LanguageDetectorBuilder.fromAllLanguages().build();
  private final double bar;

  StockLingua(double bar) {
    this.bar = bar;
  }

  Language detect(String caption) {
    String text = caption.substring(0, Math.min(caption.length(), 4_000));
    SortedMap<com.github.pemistahl.lingua.api.Language, Double> confidences =
        lingua.computeLanguageConfidenceValues(text);
    Iterator<Double> descending = confidences.values().iterator();
    double best = descending.hasNext() ? descending.next() : 0;
    double margin = best - (descending.hasNext() ? descending.next() : 0);
    boolean told = margin > 0 && margin >= bar;
    return new Language(
        told ? confidences.firstKey().getIsoCode639_1().name().toLowerCase(Locale.ROOT) : null,
        margin);
  }
}
