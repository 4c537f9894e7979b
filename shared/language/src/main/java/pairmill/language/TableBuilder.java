package pairmill.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Makes the table's image from the models in Lingua's jar, on all cores. The image depends on the
/// models alone, to the byte.
///
/// Takes some 400 MB of heap at most, while n-grams of five are sorted.
final class TableBuilder {
  private final GramAlphabet alphabet;
  private final char[] codes;

  private TableBuilder(GramAlphabet alphabet) {
    this.alphabet = alphabet;
    this.codes = alphabet.codes();
  }

  /// Builds the image.
  ///
  /// @param version of Lingua, for the header
  /// @param arena where the image is to stand
  static MemorySegment build(String version, Arena arena) throws IOException {
    return new TableBuilder(GramAlphabet.read()).image(version, arena);
  }

  private MemorySegment image(String version, Arena arena) throws IOException {
    try (Arena working = Arena.ofShared()) {
      List<BuiltSection> built = new ArrayList<>();
      for (int length = 1; length <= GramFile.LONGEST; length++) {
        built.add(section(length, grams(length), working));
      }
      return image(version, alphabet, built, arena);
    }
  }

  /// Index and entries of the n-grams of one length.
  ///
  /// @param grams by language; they are taken out
  static BuiltSection section(int length, GramList[] grams, Arena arena) {
    return new PostingSorter(GramAlphabet.keyBits(length), grams).section(arena);
  }

  /// Puts an image together.
  static MemorySegment image(
      String version, GramAlphabet alphabet, List<BuiltSection> built, Arena arena) {
    ImageHeader header =
        new ImageHeader(
            version,
            alphabet.dense().length(),
            alphabet.rest().length(),
            built.stream().map(BuiltSection::section).toList());
    MemorySegment image = arena.allocate(header.length());
    header.write(image, alphabet);
    for (int i = 0; i < built.size(); i++) {
      MemorySegment bytes = built.get(i).bytes();
      MemorySegment.copy(bytes, 0, image, header.index(i + 1), bytes.byteSize());
    }
    return image;
  }

  /// The n-grams of each language.
  private GramList[] grams(int length) throws IOException {
    GramList[] grams = new GramList[Languages.COUNT];
    try {
      IntStream.range(0, Languages.COUNT)
          .parallel()
          .forEach(language -> grams[language] = grams(language, length));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return grams;
  }

  private GramList grams(int language, int length) {
    GramList grams = new GramList();
    int keyBits = GramAlphabet.keyBits(length);
    try {
      GramFile.read(
          Languages.ALL.get(language),
          length,
          (gram, logarithm) -> grams.add(GramKeys.mixed(key(gram), keyBits), logarithm));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return grams;
  }

  private long key(char[] gram) {
    long key = 0;
    for (char character : gram) {
      int code = codes[character];
      if (code == 0 || (gram.length > 1 && code >= GramAlphabet.REST)) {
        throw new IllegalStateException("no unigram of its own: " + character);
      }
      key = (key << GramAlphabet.BITS) | code;
    }
    return key;
  }

  /// The n-grams of one length, ready to be copied into the image.
  ///
  /// @param bytes index and entries
  record BuiltSection(ImageHeader.Section section, MemorySegment bytes) {}
}
