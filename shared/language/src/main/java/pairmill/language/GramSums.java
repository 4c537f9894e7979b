package pairmill.language;

import java.util.Arrays;

/// Adds up, for each language, how likely the n-grams of a text are, to the last bit as Lingua
/// does.
///
/// Where a language does not know an n-gram, its longest known beginning stands for it. So a row of
/// logarithms, one per language, goes along with each place in the text, and what a longer n-gram
/// says replaces what a shorter one said. Is filled again and again; not safe for use by many
/// threads.
final class GramSums {
  // Lingua looks at trigrams only from here on, and at all five lengths below.
  private static final int LONG = 120;

  private static final int ROW = Languages.ROW;

  private final GramOrder order = new GramOrder();
  private final float[] sum = new float[ROW];
  private final float[] part = new float[ROW];
  private final int[] unigrams = new int[ROW];
  private float[] rows = new float[64 * ROW];
  // For each length of n-gram and each place, where its row begins.
  private int[][] places = new int[GramFile.LONGEST + 1][1 << 9];
  private int end;
  private long[] keys = new long[1 << 9];
  private long[] buckets = new long[1 << 9];
  // Written only, so that buckets are read early.
  private byte[] near = new byte[1 << 9];

  /// Adds up the n-grams of a text.
  void take(CaptionText text, GramTable table) {
    int shortest = text.length() < LONG ? 1 : 3;
    int longest = text.length() < LONG ? GramFile.LONGEST : 3;
    look(text, table, shortest, longest);
    Arrays.fill(sum, 0);
    Arrays.fill(unigrams, 0);
    for (int count = shortest; count <= longest; count++) {
      add(text, count);
    }
    for (int i = 0; i < ROW; i++) {
      sum[i] = unigrams[i] == 0 ? sum[i] : sum[i] / unigrams[i];
    }
  }

  /// What Lingua compares: below 0, the nearer the likelier; 0 when a language knows none of the
  /// n-grams.
  float of(int language) {
    return sum[language];
  }

  private void look(CaptionText text, GramTable table, int shortest, int longest) {
    if (keys.length < text.length()) {
      places = new int[GramFile.LONGEST + 1][text.length()];
      keys = new long[text.length()];
      buckets = new long[text.length()];
      near = new byte[text.length()];
    }
    // The first row is that of n-grams nobody knows.
    Arrays.fill(rows, 0, ROW, 0);
    end = ROW;
    lookAtUnigrams(text, table);
    for (int count = 2; count <= longest; count++) {
      approach(text, table, count);
      look(text, table, count, count > shortest);
    }
  }

  private void lookAtUnigrams(CaptionText text, GramTable table) {
    for (int i = 0; i < text.length(); i++) {
      int code = text.letters(i) == 0 ? 0 : table.code(text.unit(i));
      keys[i] = code == 0 ? GramTable.ABSENT : code;
      places[1][i] = code == 0 ? 0 : copy(table.unigrams(), code * ROW);
    }
  }

  // All buckets first: memory is far, and answers to many questions at once nearly as soon as to
  // one.
  private void approach(CaptionText text, GramTable table, int count) {
    for (int i = 0; i < text.length(); i++) {
      boolean known = keys[i] != GramTable.ABSENT && count <= text.letters(i);
      keys[i] = known ? table.longer(keys[i], text.unit(i + count - 1)) : GramTable.ABSENT;
      buckets[i] = known ? table.bucket(count, keys[i]) : GramTable.ABSENT;
    }
    for (int i = 0; i < text.length(); i++) {
      if (buckets[i] != GramTable.ABSENT) {
        near[i] = table.touch(count, buckets[i]);
      }
    }
  }

  private void look(CaptionText text, GramTable table, int count, boolean onRowsOfTheirOwn) {
    int[] shorter = places[count - 1];
    int[] longer = places[count];
    for (int i = 0; i < text.length(); i++) {
      longer[i] = shorter[i];
      long entry =
          buckets[i] == GramTable.ABSENT
              ? GramTable.ABSENT
              : table.find(count, keys[i], buckets[i]);
      if (entry == GramTable.ABSENT) {
        keys[i] = GramTable.ABSENT;
      } else {
        longer[i] = onRowsOfTheirOwn ? copy(rows, shorter[i]) : shorter[i];
        table.put(entry, rows, longer[i]);
      }
    }
  }

  private int copy(float[] from, int row) {
    int copy = end;
    end += ROW;
    if (rows.length < end) {
      rows = Arrays.copyOf(rows, 2 * rows.length);
    }
    System.arraycopy(from, row, rows, copy, ROW);
    return copy;
  }

  private void add(CaptionText text, int count) {
    int grams = order.take(text, count);
    Arrays.fill(part, 0);
    int[] rowsHere = places[count];
    for (int i = 0; i < grams; i++) {
      int row = rowsHere[order.start(i)];
      for (int language = 0; language < ROW; language++) {
        part[language] += rows[row + language];
      }
      if (count == 1) {
        for (int language = 0; language < ROW; language++) {
          unigrams[language] += rows[row + language] < 0 ? 1 : 0;
        }
      }
    }
    for (int language = 0; language < ROW; language++) {
      sum[language] += part[language];
    }
  }
}
