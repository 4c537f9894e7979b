package pairmill.language;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Turns the n-grams of all languages, of one length, into index and entries of the table.
///
/// They are dealt into 1,024 parts by the upper bits of their mixed numbers, as buckets will be,
/// and each part is sorted on its own.
final class PostingSorter {
  private static final int PART_BITS = 10;
  private static final int PARTS = 1 << PART_BITS;

  // Below the rest of an n-gram's number stands where its posting was dealt to.
  private static final int PLACE_BITS = 20;
  private static final int PLACES = 1 << PLACE_BITS;

  private final int keyBits;
  private final int[] starts = new int[PARTS + 1];
  private final long[] keys;
  private final byte[] languages;
  private final float[] logarithms;

  /// @param lists of n-grams by language; they are taken out
  PostingSorter(int keyBits, GramList[] lists) {
    this.keyBits = keyBits;
    int[][] places = places(lists);
    int size = starts[PARTS];
    this.keys = new long[size];
    this.languages = new byte[size];
    this.logarithms = new float[size];
    IntStream.range(0, lists.length)
        .parallel()
        .forEach(language -> {
          deal(language, lists[language], places[language]);
          lists[language] = new GramList();
        });
  }

  /// Counts.
  ///
  /// @return for each language where its postings go, by part
  private int[][] places(GramList[] lists) {
    int[][] places = new int[lists.length][PARTS];
    for (int language = 0; language < lists.length; language++) {
      GramList list = lists[language];
      for (int i = 0; i < list.size(); i++) {
        places[language][part(list.key(i))]++;
      }
    }
    int at = 0;
    for (int part = 0; part < PARTS; part++) {
      starts[part] = at;
      for (int[] place : places) {
        int count = place[part];
        place[part] = at;
        at += count;
      }
      if (at - starts[part] > PLACES) {
        throw new IllegalStateException(
            "%,d postings in one part, more than %,d".formatted(at - starts[part], PLACES));
      }
    }
    starts[PARTS] = at;
    return places;
  }

  private int part(long key) {
    return (int) (key >>> (keyBits - PART_BITS));
  }

  private void deal(int language, GramList list, int[] places) {
    for (int i = 0; i < list.size(); i++) {
      int place = places[part(list.key(i))]++;
      keys[place] = list.key(i);
      languages[place] = (byte) language;
      logarithms[place] = list.logarithm(i);
    }
  }

  /// Sorts.
  ///
  /// @param arena one that all threads may use
  TableBuilder.BuiltSection section(Arena arena) {
    int[] grams = new int[PARTS];
    IntStream.range(0, PARTS).parallel().forEach(part -> grams[part] = sort(part));
    int distinct = Arrays.stream(grams).sum();
    long bytes = (long) GramTable.ENTRY * distinct + (long) GramTable.POSTING * keys.length;
    int bucketBits = GramKeys.bucketBits(keyBits, distinct, PART_BITS);
    var section = new ImageHeader.Section(bucketBits, bytes);
    MemorySegment segment = arena.allocate(section.indexBytes() + bytes);
    long[] offsets = new long[PARTS + 1];
    for (int part = 0; part < PARTS; part++) {
      offsets[part + 1] =
          offsets[part]
              + (long) GramTable.ENTRY * grams[part]
              + (long) GramTable.POSTING * (starts[part + 1] - starts[part]);
    }
    IntStream.range(0, PARTS)
        .parallel()
        .forEach(part -> write(part, segment, section, offsets[part]));
    segment.set(ImageHeader.INT, section.indexBytes() - 4, Math.toIntExact(bytes));
    return new TableBuilder.BuiltSection(section, segment);
  }

  /// Replaces each number of a part by its rest and the place of its posting, and sorts these.
  ///
  /// @return how many n-grams are in the part
  private int sort(int part) {
    int start = starts[part];
    int end = starts[part + 1];
    long rest = (1L << (keyBits - PART_BITS)) - 1;
    for (int i = start; i < end; i++) {
      keys[i] = ((keys[i] & rest) << PLACE_BITS) | (i - start);
    }
    Arrays.sort(keys, start, end);
    int grams = 0;
    for (int i = start; i < end; i++) {
      grams += i == start || (keys[i] >>> PLACE_BITS) != (keys[i - 1] >>> PLACE_BITS) ? 1 : 0;
    }
    return grams;
  }

  private void write(int part, MemorySegment segment, ImageHeader.Section section, long offset) {
    GramKeys spread = new GramKeys(keyBits, section.bucketBits());
    int bucket = part << (section.bucketBits() - PART_BITS);
    int lastBucket = (part + 1) << (section.bucketBits() - PART_BITS);
    long at = section.indexBytes() + offset;
    int i = starts[part];
    while (i < starts[part + 1]) {
      int first = i;
      long rest = keys[first] >>> PLACE_BITS;
      long mixed = ((long) part << (keyBits - PART_BITS)) | rest;
      for (; bucket <= spread.bucket(mixed); bucket++) {
        segment.set(ImageHeader.INT, 4L * bucket, (int) (at - section.indexBytes()));
      }
      segment.set(ImageHeader.INT, at + 1, spread.remainder(mixed));
      long posting = at + GramTable.ENTRY;
      for (; i < starts[part + 1] && (keys[i] >>> PLACE_BITS) == rest; i++) {
        int place = starts[part] + (int) (keys[i] & (PLACES - 1));
        segment.set(JAVA_BYTE, posting, languages[place]);
        segment.set(ImageHeader.FLOAT, posting + 1, logarithms[place]);
        posting += GramTable.POSTING;
      }
      segment.set(JAVA_BYTE, at, (byte) (i - first));
      at = posting;
    }
    for (; bucket < lastBucket; bucket++) {
      segment.set(ImageHeader.INT, 4L * bucket, (int) (at - section.indexBytes()));
    }
  }
}
