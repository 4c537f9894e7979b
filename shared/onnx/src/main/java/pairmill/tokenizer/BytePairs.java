package pairmill.tokenizer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/// Byte pair encoding by CLIP's table: a word starts as its bytes and the pair of lowest rank is
/// merged, again and again.
///
/// Ids: 256 bytes, the same 256 as the end of a word, then the merged pairs by rank. Bytes come in
/// the order of the characters that stand for them in the table: first those that print in Latin-1.
/// Every symbol is merged from one pair only and before the pairs that it is part of, so that a
/// queue by rank and place gives what a search for the lowest rank before each merge gives, in time
/// that grows with the length of the word but for a logarithm.
final class BytePairs {
  private static final int BYTES = 256;
  private static final int PRINTABLE = 188;
  private static final String END = "</w>";

  /// No symbol any more, no rank.
  private static final int NONE = -1;

  private final int[] idsOfBytes;
  private final Map<Long, Integer> ranks;

  private BytePairs(int[] idsOfBytes, Map<Long, Integer> ranks) {
    this.idsOfBytes = idsOfBytes;
    this.ranks = ranks;
  }

  /// Reads a table of merges: a line each, of two symbols between which stands a space.
  static BytePairs read(InputStream merges) throws IOException {
    int[] idsOfBytes = new int[BYTES];
    Map<String, Integer> symbols = new HashMap<>();
    addBytes(idsOfBytes, symbols);
    Map<Long, Integer> ranks = new HashMap<>();
    var lines = new BufferedReader(new InputStreamReader(merges, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int space = line.indexOf(' ');
      Integer left = symbols.get(line.substring(0, Math.max(space, 0)));
      Integer right = symbols.get(line.substring(space + 1));
      if (left == null || right == null) {
        throw new IOException("merge " + ranks.size() + " is not of two symbols known: " + line);
      }
      symbols.put(line.substring(0, space) + line.substring(space + 1), symbols.size());
      ranks.put(pair(left, right), ranks.size());
    }
    return new BytePairs(idsOfBytes, ranks);
  }

  private static void addBytes(int[] idsOfBytes, Map<String, Integer> symbols) {
    StringBuilder characters = new StringBuilder(BYTES);
    for (boolean printable : new boolean[] {true, false}) {
      for (int b = 0; b < BYTES; b++) {
        if (printable == isPrintable(b)) {
          idsOfBytes[b] = characters.length();
          characters.append((char) (printable ? b : BYTES + characters.length() - PRINTABLE));
        }
      }
    }
    characters.chars().forEach(c -> symbols.put(Character.toString(c), symbols.size()));
    characters.chars().forEach(c -> symbols.put(Character.toString(c) + END, symbols.size()));
  }

  private static boolean isPrintable(int b) {
    return (b > ' ' && b < 0x7f) || (b > 0xa0 && b != 0xad);
  }

  private static long pair(int left, int right) {
    return (long) left << Integer.SIZE | right;
  }

  /// How many ids there are.
  int size() {
    return 2 * BYTES + ranks.size();
  }

  /// The ids of a word.
  ///
  /// @param word at least one byte
  int[] ids(byte[] word) {
    return new Word(word).merged();
  }

  /// A word under way: symbols in a list linked both ways.
  private final class Word {
    private final int[] symbols;
    private final int[] next;
    private final int[] previous;

    /// Rank and place of pairs. A pair that is gone stays until it is taken.
    private final PriorityQueue<Long> queue = new PriorityQueue<>();

    private Word(byte[] word) {
      int length = word.length;
      symbols = new int[length];
      next = new int[length];
      previous = new int[length];
      for (int i = 0; i < length; i++) {
        symbols[i] = idsOfBytes[word[i] & 0xff] + (i == length - 1 ? BYTES : 0);
        next[i] = i + 1;
        previous[i] = i - 1;
      }
      for (int i = 0; i < length - 1; i++) {
        offer(i);
      }
    }

    private int[] merged() {
      int count = symbols.length;
      for (Long first = queue.poll(); first != null; first = queue.poll()) {
        int at = first.intValue();
        int rank = (int) (first >> Integer.SIZE);
        if (rankAt(at) == rank) {
          merge(at, rank);
          count--;
        }
      }
      int[] ids = new int[count];
      for (int i = 0, at = 0; i < count; i++, at = next[at]) {
        ids[i] = symbols[at];
      }
      return ids;
    }

    private void merge(int at, int rank) {
      int gone = next[at];
      symbols[at] = 2 * BYTES + rank;
      symbols[gone] = NONE;
      next[at] = next[gone];
      if (next[at] < symbols.length) {
        previous[next[at]] = at;
        offer(at);
      }
      if (previous[at] >= 0) {
        offer(previous[at]);
      }
    }

    private void offer(int at) {
      int rank = rankAt(at);
      if (rank != NONE) {
        queue.add((long) rank << Integer.SIZE | at);
      }
    }

    /// Rank of the pair that starts here now.
    private int rankAt(int at) {
      if (symbols[at] == NONE || next[at] == symbols.length) {
        return NONE;
      }
      return ranks.getOrDefault(pair(symbols[at], symbols[next[at]]), NONE);
    }
  }
}
