package pairmill.language;

/// Spreads the numbers of n-grams over buckets, so that bucket and remainder name the n-gram
/// exactly.
///
/// @param keyBits of the numbers
/// @param bucketBits of the bucket's number, at most 32 less than `keyBits` has
record GramKeys(int keyBits, int bucketBits) {
  private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

  GramKeys {
    if (keyBits < 10 || keyBits > 60) {
      throw new IllegalArgumentException("n-grams of " + keyBits + " bits");
    }
    if (bucketBits < 0 || bucketBits > 30 || bucketBits > keyBits || keyBits - bucketBits > 32) {
      throw new IllegalArgumentException(
          "buckets of " + bucketBits + " bits for n-grams of " + keyBits);
    }
  }

  /// For buckets of two to four n-grams.
  ///
  /// @param grams how many there are
  /// @param least bits of a bucket's number
  static int bucketBits(int keyBits, int grams, int least) {
    int wanted = 30 - Integer.numberOfLeadingZeros(grams);
    return Math.max(wanted, Math.max(least, keyBits - Integer.SIZE));
  }

  /// A permutation of the numbers of `keyBits` bits in which the upper bits depend on all others.
  long mixed(long key) {
    return mixed(key, keyBits);
  }

  static long mixed(long key, int keyBits) {
    long folded = key ^ (key >>> (keyBits / 2));
    long spread = (folded * ODD) & ((1L << keyBits) - 1);
    return spread ^ (spread >>> (keyBits / 2));
  }

  int bucket(long mixed) {
    return (int) (mixed >>> (keyBits - bucketBits));
  }

  int remainder(long mixed) {
    return (int) (mixed & ((1L << (keyBits - bucketBits)) - 1));
  }
}
