package pairmill.language;

import com.github.pemistahl.lingua.api.Language;
import java.io.IOException;
import java.util.BitSet;

/// The characters of all n-grams, numbered: an n-gram is a number of 10 bits a character, exactly.
///
/// Characters that stand in longer n-grams, 742 of them, have codes from 1 on, all others, mostly
/// Chinese and Korean, from 1,024 on. 0 is a character of no n-gram.
///
/// @param dense characters that stand in n-grams of two and more, by code, less 1
/// @param rest characters that stand in unigrams only, by code, less 1,024
record GramAlphabet(String dense, String rest) {
  /// Of the code of a character in an n-gram of two and more.
  static final int BITS = 10;

  /// Of the code of a character that is an n-gram of its own.
  static final int LONE_BITS = 14;

  /// The first code of a character that stands in unigrams only.
  static final int REST = 1 << BITS;

  GramAlphabet {
    if (dense.length() >= REST || rest.length() > (1 << LONE_BITS) - REST) {
      throw new IllegalArgumentException(
          "no codes for %,d and %,d characters".formatted(dense.length(), rest.length()));
    }
  }

  /// The alphabet of Lingua's models.
  static GramAlphabet read() throws IOException {
    BitSet dense = new BitSet();
    BitSet rest = new BitSet();
    for (Language language : Language.all()) {
      GramFile.read(language, 1, (gram, logarithm) -> rest.set(gram[0]));
      // What is in a longer n-gram was in one of two as well; the builder finds out if not.
      GramFile.read(
          language,
          2,
          (gram, logarithm) -> {
            dense.set(gram[0]);
            dense.set(gram[1]);
          });
    }
    rest.andNot(dense);
    return new GramAlphabet(string(dense), string(rest));
  }

  /// The code of each UTF-16 unit.
  char[] codes() {
    char[] codes = new char[1 << Character.SIZE];
    for (int i = 0; i < dense.length(); i++) {
      codes[dense.charAt(i)] = (char) (i + 1);
    }
    for (int i = 0; i < rest.length(); i++) {
      codes[rest.charAt(i)] = (char) (i + REST);
    }
    return codes;
  }

  /// Of the number of an n-gram of `length` characters.
  static int keyBits(int length) {
    return length == 1 ? LONE_BITS : length * BITS;
  }

  private static String string(BitSet characters) {
    return characters.stream()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
