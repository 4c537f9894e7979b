package pairmill.language;

import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.internal.Alphabet;
import com.github.pemistahl.lingua.internal.Constant;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What Lingua knows of scripts and letters, by UTF-16 unit. It is read out of Lingua, not written
/// down again.
final class LinguaRules {
  static final byte NONE = -1;

  /// How many alphabets Lingua knows.
  static final int ALPHABETS = Alphabet.values().length;

  private static final List<Alphabet> NUMBERED = List.of(Alphabet.values());

  // Elsewhere Lingua does not look for them.
  private static final Set<UnicodeScript> UNIQUE_IN =
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.DEVANAGARI);

  private static final Map<UnicodeScript, Byte> BY_SCRIPT = byScript();
  private static final byte[] ALPHABET = byUnit();
  private static final byte[] OWNERS = owners();
  private static final boolean[] LOGOGRAMS = logograms();
  private static final int[][] LANGUAGES = languages();
  private static final char[] MARKS = new char[1 << Character.SIZE];
  private static final List<int[]> UNIQUE = new ArrayList<>(List.of(new int[0]));
  private static final List<int[]> HINTS = new ArrayList<>(List.of(new int[0]));

  static {
    for (Language language : Languages.ALL) {
      String unique = language.getUniqueCharacters$lingua();
      if (unique != null && !unique.isBlank()) {
        unique
            .chars()
            .distinct()
            .filter(unit -> UNIQUE_IN.contains(UnicodeScript.of(unit)))
            .forEach(unit -> mark(UNIQUE, unit, Languages.number(language)));
      }
    }
    Map<String, EnumSet<Language>> hints = Constant.INSTANCE.getCHARS_TO_LANGUAGES_MAPPING();
    hints.forEach((units, languages) ->
        units
            .chars()
            .forEach(unit -> languages.forEach(each -> mark(HINTS, unit, Languages.number(each)))));
  }

  private LinguaRules() {}

  /// The number of a unit's alphabet, or [#NONE].
  static byte alphabet(char unit) {
    return ALPHABET[unit];
  }

  /// The number of a character's alphabet, or [#NONE].
  static byte alphabet(int character) {
    return character <= Character.MAX_VALUE
        ? ALPHABET[character]
        : BY_SCRIPT.getOrDefault(UnicodeScript.of(character), NONE);
  }

  /// The languages that are written in an alphabet.
  static int[] languages(int alphabet) {
    return LANGUAGES[alphabet];
  }

  /// Whether a unit is a word of its own.
  static boolean isLogogram(char unit) {
    return ALPHABET[unit] != NONE && LOGOGRAMS[ALPHABET[unit]];
  }

  /// The one language that a unit's alphabet speaks for, or [#NONE].
  static byte owner(char unit) {
    return ALPHABET[unit] == NONE ? NONE : OWNERS[ALPHABET[unit]];
  }

  /// The languages that have a letter all for themselves; nearly always none.
  static int[] unique(char unit) {
    return UNIQUE.get(MARKS[unit]);
  }

  /// The few languages that a letter hints at, each as often as Lingua says so.
  static int[] hints(char unit) {
    return HINTS.get(MARKS[unit]);
  }

  /// Whether there is anything unique to a unit, or hinted at.
  static boolean isMarked(char unit) {
    return MARKS[unit] != 0;
  }

  private static void mark(List<int[]> lists, int unit, int language) {
    if (MARKS[unit] == 0) {
      MARKS[unit] = (char) UNIQUE.size();
      UNIQUE.add(new int[0]);
      HINTS.add(new int[0]);
    }
    int[] before = lists.get(MARKS[unit]);
    int[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = language;
    lists.set(MARKS[unit], after);
  }

  private static Map<UnicodeScript, Byte> byScript() {
    Map<UnicodeScript, Byte> alphabets = new EnumMap<>(UnicodeScript.class);
    for (Alphabet alphabet : NUMBERED) {
      if (alphabet != Alphabet.NONE) {
        alphabets.put(UnicodeScript.forName(alphabet.name()), (byte) number(alphabet));
      }
    }
    return alphabets;
  }

  private static int number(Alphabet alphabet) {
    return NUMBERED.indexOf(alphabet);
  }

  private static byte[] byUnit() {
    byte[] alphabets = new byte[1 << Character.SIZE];
    for (int unit = 0; unit < alphabets.length; unit++) {
      alphabets[unit] = BY_SCRIPT.getOrDefault(UnicodeScript.of(unit), NONE);
    }
    return alphabets;
  }

  private static int[][] languages() {
    int[][] languages = new int[ALPHABETS][];
    for (Alphabet alphabet : Alphabet.values()) {
      languages[number(alphabet)] =
          Languages.ALL.stream()
              .filter(language -> language.getAlphabets$lingua().contains(alphabet))
              .mapToInt(Languages::number)
              .toArray();
    }
    return languages;
  }

  private static byte[] owners() {
    byte[] owners = new byte[ALPHABETS];
    Arrays.fill(owners, NONE);
    owners[number(Alphabet.HAN)] = (byte) Languages.CHINESE;
    owners[number(Alphabet.HIRAGANA)] = (byte) Languages.JAPANESE;
    owners[number(Alphabet.KATAKANA)] = (byte) Languages.JAPANESE;
    Alphabet.Companion.allSupportingExactlyOneLanguage()
        .forEach(
            (alphabet, language) -> owners[number(alphabet)] = (byte) Languages.number(language));
    return owners;
  }

  private static boolean[] logograms() {
    boolean[] logograms = new boolean[ALPHABETS];
    Set<Language> languages = Constant.INSTANCE.getLANGUAGES_SUPPORTING_LOGOGRAMS();
    for (Language language : languages) {
      language.getAlphabets$lingua().forEach(each -> logograms[number(each)] = true);
    }
    return logograms;
  }
}
