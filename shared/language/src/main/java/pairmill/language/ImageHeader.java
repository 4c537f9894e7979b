package pairmill.language;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The first bytes of a table's image, which say where everything else stands. Numbers are little
/// endian.
///
///       0  magic, 8 bytes
///       8  format, int
///      12  languages, int
///      16  version of Lingua, 16 bytes of ASCII, filled up with zeros
///      32  dense characters, int; 36 other characters, int
///      40  for each length of 1 to 5: bits of a bucket's number, long; entries in bytes, long
///     120  length of the image in bytes, long
///     128  characters, then index and entries of each length, then 8 zeros, so that a posting may
///          be read as a long
///
/// @param version of Lingua
/// @param dense how many characters have codes from 1 on
/// @param rest how many characters have codes from 1,024 on
/// @param sections by length of n-gram, less 1
record ImageHeader(String version, int dense, int rest, List<Section> sections) {
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfChar CHAR =
      ValueLayout.JAVA_CHAR_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// In bytes.
  static final int SIZE = 128;

  /// Grows whenever an image means something else than before.
  static final int FORMAT = 1;

  /// "PAIRLANG".
  private static final long MAGIC = 0x474e_414c_5249_4150L;

  private static final int VERSION_SIZE = 16;
  private static final long LARGEST = 1L << 31;

  ImageHeader {
    sections = List.copyOf(sections);
    if (sections.size() != GramFile.LONGEST || version.length() > VERSION_SIZE) {
      throw new IllegalArgumentException(version + ", " + sections);
    }
  }

  /// The n-grams of one length.
  ///
  /// @param bucketBits of a bucket's number
  /// @param bytes of all entries
  record Section(int bucketBits, long bytes) {
    long indexBytes() {
      return 4 * ((1L << bucketBits) + 1);
    }
  }

  /// Of the image, in bytes.
  long length() {
    return entries(GramFile.LONGEST) + sections.getLast().bytes() + Long.BYTES;
  }

  /// Where the index of n-grams of `length` characters begins.
  long index(int length) {
    long at = SIZE + 2L * (dense + rest);
    for (Section shorter : sections.subList(0, length - 1)) {
      at += shorter.indexBytes() + shorter.bytes();
    }
    return at;
  }

  /// Where the entries of n-grams of `length` characters begin.
  long entries(int length) {
    return index(length) + sections.get(length - 1).indexBytes();
  }

  GramKeys keys(int length) {
    return new GramKeys(GramAlphabet.keyBits(length), sections.get(length - 1).bucketBits());
  }

  GramAlphabet alphabet(MemorySegment image) {
    char[] characters = image.asSlice(SIZE, 2L * (dense + rest)).toArray(CHAR);
    return new GramAlphabet(new String(characters, 0, dense), new String(characters, dense, rest));
  }

  /// Writes header and characters.
  void write(MemorySegment image, GramAlphabet alphabet) {
    image.set(LONG, 0, MAGIC);
    image.set(INT, 8, FORMAT);
    image.set(INT, 12, Languages.COUNT);
    MemorySegment.copy(
        MemorySegment.ofArray(version.getBytes(US_ASCII)), 0, image, 16, version.length());
    image.set(INT, 32, dense);
    image.set(INT, 36, rest);
    for (int i = 0; i < sections.size(); i++) {
      image.set(LONG, 40 + 16L * i, sections.get(i).bucketBits());
      image.set(LONG, 48 + 16L * i, sections.get(i).bytes());
    }
    image.set(LONG, 120, length());
    char[] characters = (alphabet.dense() + alphabet.rest()).toCharArray();
    MemorySegment.copy(characters, 0, image, CHAR, SIZE, characters.length);
  }

  /// Reads a header, and believes nothing that it says.
  ///
  /// @param version of Lingua that the image has to come from
  /// @throws IOException if it is another's or the image is not as long as it has to be
  static ImageHeader read(MemorySegment image, String version) throws IOException {
    if (image.byteSize() < SIZE || image.get(LONG, 0) != MAGIC) {
      throw new IOException("no table of n-grams");
    }
    int format = image.get(INT, 8);
    int languages = image.get(INT, 12);
    String found =
        new String(image.asSlice(16, VERSION_SIZE).toArray(ValueLayout.JAVA_BYTE), US_ASCII);
    if (format != FORMAT || languages != Languages.COUNT || !found.trim().equals(version)) {
      throw new IOException(
          "table of format %d with %d languages of Lingua %s, not of format %d with %d of %s"
              .formatted(format, languages, found.trim(), FORMAT, Languages.COUNT, version));
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < GramFile.LONGEST; i++) {
      long bits = image.get(LONG, 40 + 16L * i);
      long bytes = image.get(LONG, 48 + 16L * i);
      if (bits < 0 || bits > 30 || bytes < 0 || bytes > LARGEST) {
        throw new IOException("buckets of " + bits + " bits in " + bytes + " bytes");
      }
      sections.add(new Section((int) bits, bytes));
    }
    int dense = image.get(INT, 32);
    int rest = image.get(INT, 36);
    if (dense < 0 || dense > Character.MAX_VALUE || rest < 0 || rest > Character.MAX_VALUE) {
      throw new IOException("an alphabet of " + dense + " and " + rest + " characters");
    }
    ImageHeader header = new ImageHeader(version, dense, rest, sections);
    if (image.get(LONG, 120) != header.length() || image.byteSize() < header.length()) {
      throw new IOException(
          "table of %,d bytes in %,d".formatted(header.length(), image.byteSize()));
    }
    return header;
  }
}
