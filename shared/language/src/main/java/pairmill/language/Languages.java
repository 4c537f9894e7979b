package pairmill.language;

import com.github.pemistahl.lingua.api.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Lingua's languages by number: as Lingua orders them, from 0 on.
final class Languages {
  /// All that can be told.
  static final List<Language> ALL = List.copyOf(Language.all());

  /// How many there are.
  static final int COUNT = 75;

  /// Of a row with a number for each, filled up so that loops over it are whole vectors.
  static final int ROW = 80;

  static final int CHINESE = number(Language.CHINESE);
  static final int JAPANESE = number(Language.JAPANESE);

  private static final String[] CODES =
      ALL.stream()
          .map(language -> language.getIsoCode639_1().name().toLowerCase(Locale.ROOT))
          .toArray(String[]::new);

  static {
    if (ALL.size() != COUNT) {
      throw new IllegalStateException("not the languages of Lingua: " + Arrays.toString(CODES));
    }
  }

  private Languages() {}

  static int number(Language language) {
    return ALL.indexOf(language);
  }

  /// ISO 639-1, lower case.
  static String code(int language) {
    return CODES[language];
  }
}
