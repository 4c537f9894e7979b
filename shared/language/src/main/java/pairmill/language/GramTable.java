package pairmill.language;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// Which languages an n-gram stands in, and how likely: Lingua's models, turned inside out.
///
/// What Lingua keeps in 327 maps of strings stands in one image, most often a mapped file. For each
/// length there are buckets of some three n-grams:
///
///     index:   int[buckets + 1], where each bucket's entries begin, in bytes from the first entry
///     entry:   byte postings, int remainder of the n-gram, posting[]
///     posting: byte language, float logarithm of the probability
///
/// All n-grams of a language come with all their beginnings, so one that is not there need not be
/// tried any longer. Safe for use by many threads.
final class GramTable {
  /// Of one entry before its postings, in bytes.
  static final int ENTRY = 5;

  /// Of one posting, in bytes.
  static final int POSTING = 5;

  /// The n-gram is in no model.
  static final long ABSENT = -1;

  private final MemorySegment image;
  private final char[] codes;
  private final float[] unigrams;
  private final GramKeys[] keys = new GramKeys[GramFile.LONGEST + 1];
  private final long[] indexes = new long[GramFile.LONGEST + 1];
  private final long[] entries = new long[GramFile.LONGEST + 1];

  /// @param image is read as long as the table is used
  GramTable(MemorySegment image, ImageHeader header) {
    this.image = image;
    GramAlphabet alphabet = header.alphabet(image);
    this.codes = alphabet.codes();
    for (int length = 1; length <= GramFile.LONGEST; length++) {
      keys[length] = header.keys(length);
      indexes[length] = header.index(length);
      entries[length] = header.entries(length);
    }
    this.unigrams = readUnigrams(alphabet);
  }

  // Every letter of every text asks for one, in some 40 languages.
  private float[] readUnigrams(GramAlphabet alphabet) {
    int last = GramAlphabet.REST + alphabet.rest().length();
    float[] rows = new float[(last + 1) * Languages.ROW];
    for (int code = 1; code < last; code++) {
      long bucket = bucket(1, code);
      long entry = bucket == ABSENT ? ABSENT : find(1, code, bucket);
      if (entry != ABSENT) {
        put(entry, rows, code * Languages.ROW);
      }
    }
    return rows;
  }

  /// The code of a UTF-16 unit.
  int code(char unit) {
    return codes[unit];
  }

  /// The logarithms of all unigrams: a row for each code.
  float[] unigrams() {
    return unigrams;
  }

  /// The number of an n-gram with one more unit behind it; it may be that of none.
  ///
  /// @param key of an n-gram
  long longer(long key, char unit) {
    int code = codes[unit];
    return (key << GramAlphabet.BITS) | (code < GramAlphabet.REST ? code : 0);
  }

  /// Finds the bucket that an n-gram would stand in.
  ///
  /// @param length 1 to 5
  /// @param key its number
  /// @return where the bucket begins in the lower half, and ends in the upper one; or [#ABSENT]
  long bucket(int length, long key) {
    GramKeys spread = keys[length];
    if (key >>> spread.keyBits() != 0) {
      return ABSENT;
    }
    long index = indexes[length] + 4L * spread.bucket(spread.mixed(key));
    long bucket = image.get(ImageHeader.LONG, index);
    return (int) bucket == bucket >>> Integer.SIZE ? ABSENT : bucket;
  }

  /// Reads from a bucket, so that it is near when the n-gram is looked for. Many buckets that are
  /// touched one after the other come from memory at once.
  byte touch(int length, long bucket) {
    return image.get(JAVA_BYTE, entries[length] + (int) bucket);
  }

  /// Finds an n-gram in its bucket.
  ///
  /// @return where it stands, or [#ABSENT]
  long find(int length, long key, long bucket) {
    GramKeys spread = keys[length];
    int remainder = spread.remainder(spread.mixed(key));
    long at = entries[length] + (int) bucket;
    long end = entries[length] + (bucket >>> Integer.SIZE);
    while (at < end) {
      if (image.get(ImageHeader.INT, at + 1) == remainder) {
        return at;
      }
      at += ENTRY + POSTING * (image.get(JAVA_BYTE, at) & 0xff);
    }
    return ABSENT;
  }

  /// Puts the logarithms of an n-gram over what stands in a row.
  ///
  /// @param entry as found
  /// @param first where the row of languages begins in `rows`
  void put(long entry, float[] rows, int first) {
    long at = entry + ENTRY;
    int count = image.get(JAVA_BYTE, entry) & 0xff;
    // Counted by an int, since the compiler moves checks of bounds out of such loops only.
    for (int i = 0; i < count; i++) {
      long posting = at + (long) POSTING * i;
      long both = image.get(ImageHeader.LONG, posting);
      rows[first + (byte) both] = Float.intBitsToFloat((int) (both >>> Byte.SIZE));
    }
  }
}
