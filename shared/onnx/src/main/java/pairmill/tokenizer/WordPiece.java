package pairmill.tokenizer;

import java.util.Arrays;
import java.util.Map;

/// Cuts a word into pieces of a vocabulary, each the longest that fits.
final class WordPiece {
  private final Map<String, Integer> ids;
  private final int[] unknown;
  private final String continuing;
  private final int longestWord;

  /// In UTF-16 units. No longer piece is looked for.
  private final int longestPiece;

  /// @param unknown id of a word that does not consist of pieces
  /// @param continuing stands before pieces that do not begin a word
  /// @param longestWord in code points; longer ones are unknown
  WordPiece(Map<String, Integer> ids, int unknown, String continuing, int longestWord) {
    this.ids = Map.copyOf(ids);
    this.unknown = new int[] {unknown};
    this.continuing = continuing;
    this.longestWord = longestWord;
    this.longestPiece = ids.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  /// @param word not empty
  int[] ids(String word) {
    if (word.codePointCount(0, word.length()) > longestWord) {
      return unknown;
    }
    int[] found = new int[word.length()];
    int count = 0;
    for (int from = 0; from < word.length(); ) {
      int to = endOfPiece(word, from);
      if (to == from) {
        return unknown;
      }
      found[count++] = ids.getOrDefault(piece(word, from, to), unknown[0]);
      from = to;
    }
    return Arrays.copyOf(found, count);
  }

  /// Where the longest piece ends; its start when there is none.
  private int endOfPiece(String word, int from) {
    int to = Math.min(word.length(), from + longestPiece);
    while (to > from && !ids.containsKey(piece(word, from, to))) {
      to--;
    }
    return to;
  }

  private String piece(String word, int from, int to) {
    return from == 0 ? word.substring(0, to) : continuing + word.substring(from, to);
  }
}
