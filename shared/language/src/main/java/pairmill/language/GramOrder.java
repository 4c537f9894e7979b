package pairmill.language;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// The different n-grams of a text, in the order in which a [HashSet] gives them.
///
/// Lingua adds floats in that order, and the last bits of a sum depend on it. So this is that set,
/// with its bins, its growth and its chains, over places in the text instead of strings. Is filled
/// again and again; not safe for use by many threads.
final class GramOrder {
  private static final int SMALLEST = 16;

  // From HashMap: a chain of more becomes a tree, or makes the table grow.
  private static final int LONGEST_CHAIN = 8;

  private int[] heads = new int[1 << 9];
  private int[] nexts = new int[1 << 9];
  private int[] hashes = new int[1 << 9];
  private int[] starts = new int[1 << 9];
  private int[] order = new int[1 << 9];
  private int bins;
  private int size;
  private boolean longChain;

  /// Finds the n-grams of a text.
  ///
  /// @param count of their UTF-16 units
  /// @return how many different ones there are
  int take(CaptionText text, int count) {
    clear(text.length());
    for (int i = 0; i + count <= text.length(); i++) {
      if (text.isGram(i, count)) {
        add(text.units(), i, count);
      }
    }
    if (longChain) {
      orderOfSet(text, count);
    } else {
      orderOfChains();
    }
    return size;
  }

  /// Where the first of all n-grams that equal the `i`-th stands in the text.
  int start(int i) {
    return order[i];
  }

  private void clear(int most) {
    if (starts.length < most) {
      nexts = new int[most];
      hashes = new int[most];
      starts = new int[most];
      order = new int[most];
    }
    bins = SMALLEST;
    Arrays.fill(heads, 0, bins, -1);
    size = 0;
    longChain = false;
  }

  private void add(char[] units, int start, int count) {
    int hash = 0;
    for (int i = start; i < start + count; i++) {
      hash = 31 * hash + units[i];
    }
    hash ^= hash >>> 16;
    int bin = hash & (bins - 1);
    int last = -1;
    int chain = 0;
    for (int entry = heads[bin]; entry >= 0; entry = nexts[entry]) {
      if (hashes[entry] == hash && same(units, starts[entry], start, count)) {
        return;
      }
      last = entry;
      chain++;
    }
    append(bin, last, size);
    hashes[size] = hash;
    starts[size] = start;
    size++;
    longChain |= chain >= LONGEST_CHAIN;
    if (size > bins / 4 * 3) {
      grow();
    }
  }

  private void append(int bin, int last, int entry) {
    nexts[entry] = -1;
    if (last < 0) {
      heads[bin] = entry;
    } else {
      nexts[last] = entry;
    }
  }

  private static boolean same(char[] units, int one, int other, int count) {
    for (int i = 0; i < count; i++) {
      if (units[one + i] != units[other + i]) {
        return false;
      }
    }
    return true;
  }

  // Each chain is split in two, which keep its order.
  private void grow() {
    if (heads.length < 2 * bins) {
      heads = Arrays.copyOf(heads, 2 * bins);
    }
    for (int bin = 0; bin < bins; bin++) {
      int entry = heads[bin];
      int low = -1;
      int high = -1;
      heads[bin] = -1;
      heads[bin + bins] = -1;
      while (entry >= 0) {
        int next = nexts[entry];
        if ((hashes[entry] & bins) == 0) {
          append(bin, low, entry);
          low = entry;
        } else {
          append(bin + bins, high, entry);
          high = entry;
        }
        entry = next;
      }
    }
    bins *= 2;
  }

  private void orderOfChains() {
    int i = 0;
    for (int bin = 0; bin < bins; bin++) {
      for (int entry = heads[bin]; entry >= 0; entry = nexts[entry]) {
        order[i++] = starts[entry];
      }
    }
  }

  // One text in some hundred thousands, for which a real set is asked. What is in a tree comes in
  // the order of its hashes, roughly; among equal ones Lingua's order is that of chance, and this
  // one that of the text.
  private void orderOfSet(CaptionText text, int count) {
    Set<Gram> grams = new HashSet<>();
    for (int i = 0; i < size; i++) {
      grams.add(new Gram(new String(text.units(), starts[i], count), starts[i]));
    }
    int i = 0;
    for (Gram gram : grams) {
      order[i++] = gram.start;
    }
  }

  private static final class Gram implements Comparable<Gram> {
    private final String text;
    private final int start;

    Gram(String text, int start) {
      this.text = text;
      this.start = start;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Gram gram && gram.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public int compareTo(Gram other) {
      return text.compareTo(other.text);
    }
  }
}
