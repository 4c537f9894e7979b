package pairmill.stage;

/// A PDQ hash of 256 bits. Equal pictures have near hashes.
public record PdqHash(long a, long b, long c, long d) {
  /// Bits that may differ between hashes of what counts as one picture: what PDQ's authors
  /// recommend.
  public static final int NEAR = 31;

  private static final int DIGITS = 16;

  /// @param hexadecimal 64 digits
  static PdqHash of(String hexadecimal) {
    return new PdqHash(
        part(hexadecimal, 0), part(hexadecimal, 1), part(hexadecimal, 2), part(hexadecimal, 3));
  }

  private static long part(String hexadecimal, int index) {
    return Long.parseUnsignedLong(hexadecimal, index * DIGITS, (index + 1) * DIGITS, DIGITS);
  }

  boolean isNear(PdqHash other) {
    return Long.bitCount(a ^ other.a)
            + Long.bitCount(b ^ other.b)
            + Long.bitCount(c ^ other.c)
            + Long.bitCount(d ^ other.d)
        <= NEAR;
  }
}
