package pairmill.language;

import java.util.Arrays;

/// A growing list of n-grams by their mixed numbers, each with the logarithm of its probability.
final class GramList {
  private long[] keys = new long[1 << 10];
  private float[] logarithms = new float[1 << 10];
  private int size;

  void add(long key, float logarithm) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size + size / 2);
      logarithms = Arrays.copyOf(logarithms, keys.length);
    }
    keys[size] = key;
    logarithms[size++] = logarithm;
  }

  int size() {
    return size;
  }

  long key(int i) {
    return keys[i];
  }

  float logarithm(int i) {
    return logarithms[i];
  }
}
