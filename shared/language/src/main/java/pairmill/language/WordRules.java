package pairmill.language;

import java.util.Arrays;

/// Lingua's rules about the words of a text: what their alphabets and letters say about the
/// language, before any n-gram is looked at.
///
/// Is filled again and again; not safe for use by many threads.
final class WordRules {
  /// No language is told by rules.
  static final int UNDECIDED = -1;

  // Counted behind all languages: words that speak for none.
  private static final int NO_LANGUAGE = Languages.COUNT;

  private final int[] letters = new int[Languages.COUNT];
  private final int[] words = new int[Languages.COUNT + 1];
  private final int[] hints = new int[Languages.COUNT];
  private final boolean[] possible = new boolean[Languages.COUNT];
  private final int[] alphabets = new int[LinguaRules.ALPHABETS];
  // In the order in which they came, which decides between equals.
  private final int[] seen = new int[LinguaRules.ALPHABETS];
  private int seenCount;
  private int wordCount;

  /// Tells the language where rules suffice, or else which ones are possible.
  ///
  /// @return its number, or [#UNDECIDED]
  int take(CaptionText text) {
    Arrays.fill(words, 0);
    Arrays.fill(hints, 0);
    Arrays.fill(alphabets, 0);
    seenCount = 0;
    wordCount = 0;
    split(text);
    int told = byLetters();
    return told == UNDECIDED ? byAlphabets() : told;
  }

  /// Whether n-grams may tell a language, where rules did not.
  boolean isPossible(int language) {
    return possible[language];
  }

  private void split(CaptionText text) {
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean logogram = LinguaRules.isLogogram(text.unit(i));
      if (logogram || text.unit(i) == ' ') {
        word(text.units(), start, i);
        if (logogram) {
          word(text.units(), i, i + 1);
        }
        start = i + 1;
      }
    }
    word(text.units(), start, text.length());
  }

  private void word(char[] units, int start, int end) {
    if (start == end) {
      return;
    }
    wordCount++;
    words[language(units, start, end)]++;
    int alphabet = alphabet(units, start, end);
    if (alphabet != LinguaRules.NONE && alphabets[alphabet]++ == 0) {
      seen[seenCount++] = alphabet;
    }
    for (int i = start; i < end; i++) {
      if (LinguaRules.isMarked(units[i]) && !stoodBefore(units, start, i)) {
        for (int language : LinguaRules.hints(units[i])) {
          hints[language]++;
        }
      }
    }
  }

  private static boolean stoodBefore(char[] units, int start, int i) {
    for (int j = start; j < i; j++) {
      if (units[j] == units[i]) {
        return true;
      }
    }
    return false;
  }

  /// The language that most letters of a word speak for; none when two have equally many.
  private int language(char[] units, int start, int end) {
    boolean any = false;
    for (int i = start; i < end; i++) {
      int owner = LinguaRules.owner(units[i]);
      if (owner != LinguaRules.NONE || LinguaRules.isMarked(units[i])) {
        if (!any) {
          Arrays.fill(letters, 0);
          any = true;
        }
        if (owner != LinguaRules.NONE) {
          letters[owner]++;
        } else {
          for (int language : LinguaRules.unique(units[i])) {
            letters[language]++;
          }
        }
      }
    }
    return any ? most(letters, NO_LANGUAGE) : NO_LANGUAGE;
  }

  /// The place of the greatest count; `otherwise` when there are two, or only zeros.
  private static int most(int[] counts, int otherwise) {
    int most = 0;
    int place = otherwise;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > most) {
        most = counts[i];
        place = i;
      } else if (counts[i] == most) {
        place = otherwise;
      }
    }
    return place;
  }

  /// The alphabet that all characters of a word are of.
  private static int alphabet(char[] units, int start, int end) {
    int alphabet = LinguaRules.alphabet(Character.codePointAt(units, start, end));
    for (int i = start; i < end && alphabet != LinguaRules.NONE; ) {
      int character = Character.codePointAt(units, i, end);
      if (LinguaRules.alphabet(character) != alphabet) {
        return LinguaRules.NONE;
      }
      i += Character.charCount(character);
    }
    return alphabet;
  }

  private int byLetters() {
    if (2 * words[NO_LANGUAGE] < wordCount) {
      words[NO_LANGUAGE] = 0;
    }
    int languages = 0;
    for (int count : words) {
      languages += count > 0 ? 1 : 0;
    }
    if (languages == 2 && words[Languages.CHINESE] > 0 && words[Languages.JAPANESE] > 0) {
      return Languages.JAPANESE;
    }
    int told = most(words, NO_LANGUAGE);
    return told == NO_LANGUAGE ? UNDECIDED : told;
  }

  private int byAlphabets() {
    int alphabet = mostFrequentAlphabet();
    if (alphabet == LinguaRules.NONE) {
      Arrays.fill(possible, true);
      return UNDECIDED;
    }
    Arrays.fill(possible, false);
    int[] languages = LinguaRules.languages(alphabet);
    int count = 0;
    for (int language : languages) {
      if (hints[language] > 0 && 2 * hints[language] >= wordCount) {
        possible[language] = true;
        count++;
      }
    }
    if (count == 0) {
      for (int language : languages) {
        possible[language] = true;
      }
      count = languages.length;
    }
    return count == 1 ? onlyPossible() : UNDECIDED;
  }

  private int mostFrequentAlphabet() {
    int most = LinguaRules.NONE;
    boolean different = seenCount == 1;
    for (int i = 0; i < seenCount; i++) {
      different |= alphabets[seen[i]] != alphabets[seen[0]];
      if (most == LinguaRules.NONE || alphabets[seen[i]] > alphabets[most]) {
        most = seen[i];
      }
    }
    return different ? most : LinguaRules.NONE;
  }

  private int onlyPossible() {
    int language = 0;
    while (!possible[language]) {
      language++;
    }
    return language;
  }
}
