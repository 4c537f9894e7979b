package pairmill.language;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/// A table of all n-grams of a few letters, in all languages but the first: what takes seconds with
/// Lingua's models is made at once.
final class TinyTable {
  static final GramAlphabet ALPHABET = new GramAlphabet("abc", "漢字");

  private TinyTable() {}

  static MemorySegment image(Arena arena) {
    return image(arena, (gram, language) -> -language);
  }

  /// @param logarithms by n-gram and language; 0 where the language does not know it
  static MemorySegment image(Arena arena, ToDoubleBiFunction<String, Integer> logarithms) {
    List<TableBuilder.BuiltSection> sections = new ArrayList<>();
    try (Arena working = Arena.ofShared()) {
      for (int length = 1; length <= GramFile.LONGEST; length++) {
        sections.add(TableBuilder.section(length, lists(length, logarithms), working));
      }
      return TableBuilder.image(Snapshot.LINGUA, ALPHABET, sections, arena);
    }
  }

  private static GramList[] lists(int length, ToDoubleBiFunction<String, Integer> logarithms) {
    GramList[] lists = new GramList[Languages.COUNT];
    Arrays.setAll(lists, language -> new GramList());
    for (String gram : grams(length)) {
      long key = GramKeys.mixed(key(gram), GramAlphabet.keyBits(length));
      for (int language = 0; language < lists.length; language++) {
        double logarithm = logarithms.applyAsDouble(gram, language);
        if (logarithm != 0) {
          lists[language].add(key, (float) logarithm);
        }
      }
    }
    return lists;
  }

  /// All n-grams of one length.
  static List<String> grams(int length) {
    if (length == 1) {
      return (ALPHABET.dense() + ALPHABET.rest()).chars().mapToObj(Character::toString).toList();
    }
    return grams(length - 1).stream()
        .filter(gram -> ALPHABET.rest().indexOf(gram.charAt(0)) < 0)
        .flatMap(gram -> ALPHABET.dense().chars().mapToObj(next -> gram + (char) next))
        .toList();
  }

  /// The number of an n-gram.
  static long key(String gram) {
    char[] codes = ALPHABET.codes();
    return gram.chars().mapToLong(unit -> codes[unit]).reduce(0, (key, code) -> key << 10 | code);
  }
}
