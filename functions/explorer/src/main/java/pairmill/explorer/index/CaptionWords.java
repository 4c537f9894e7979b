package pairmill.explorer.index;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// The words of one caption after another, cut as the index cuts them, and the hashes of their
/// sequences. Used by one thread.
final class CaptionWords {
  /// Words of the shortest and the longest sequence that is looked at.
  static final int SHORTEST = 3;

  static final int LONGEST = 6;

  private static final long PRIME = 0x9E3779B97F4A7C15L;
  private static final long LENGTH = 7; // a hash's lowest bits tell how many words it is of

  private final Analyzer analyzer = Captions.analyzer();
  private char[] letters = new char[1 << 10];
  private int[] ends = new int[1 << 7]; // of words, in letters
  private long[] hashes = new long[1 << 7]; // of words
  private long[] sequences = new long[1 << 9];
  private int words;
  private int count;

  /// Takes the place of the caption before.
  void cut(String caption) throws IOException {
    words = 0;
    int end = 0;
    try (TokenStream tokens = analyzer.tokenStream("", caption)) {
      CharTermAttribute token = tokens.getAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        if (words == ends.length) {
          ends = Arrays.copyOf(ends, 2 * words);
          hashes = Arrays.copyOf(hashes, 2 * words);
        }
        int length = token.length();
        if (end + length > letters.length) {
          letters = Arrays.copyOf(letters, 2 * (end + length));
        }
        System.arraycopy(token.buffer(), 0, letters, end, length);
        long hash = 0;
        for (int i = end; i < end + length; i++) {
          hash = (hash ^ letters[i]) * PRIME;
          hash ^= hash >>> 29;
        }
        end += length;
        ends[words] = end;
        hashes[words++] = mix(hash);
      }
      tokens.end();
    }
    count = 0;
    for (int from = 0; from + SHORTEST <= words; from++) {
      for (int n = SHORTEST; n <= LONGEST && from + n <= words; n++) {
        if (count == sequences.length) {
          sequences = Arrays.copyOf(sequences, 2 * count);
        }
        sequences[count++] = hash(from, n);
      }
    }
  }

  int words() {
    return words;
  }

  /// The hash of the `n` words from a place on.
  long hash(int from, int n) {
    long hash = n;
    for (int i = from; i < from + n; i++) {
      hash = mix(hash * PRIME + hashes[i]);
    }
    return (hash & ~LENGTH) | n;
  }

  /// How many words the sequence of a hash has.
  static int length(long hash) {
    return (int) (hash & LENGTH);
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /// Takes hashes.
  interface Sink {
    void take(long hash);
  }

  /// Gives each sequence of the caption once, however often it stands there.
  void each(Sink sink) {
    Arrays.sort(sequences, 0, count);
    for (int i = 0; i < count; i++) {
      if (i == 0 || sequences[i] != sequences[i - 1]) {
        sink.take(sequences[i]);
      }
    }
  }

  /// The `n` words from a place on, with one space between two.
  String text(int from, int n) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < from + n; i++) {
      int start = i == 0 ? 0 : ends[i - 1];
      text.append(i == from ? "" : " ").append(letters, start, ends[i] - start);
    }
    return text.toString();
  }
}
