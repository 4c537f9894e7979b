package pairmill.mojibake;

import java.util.BitSet;
import java.util.function.IntConsumer;

/// A set of characters of the basic plane.
final class CharSet {
  private final BitSet members = new BitSet();

  private CharSet() {}

  /// @param ranges characters one behind the other; a hyphen between two means all from one to the
  ///   other
  static CharSet of(String ranges) {
    return new CharSet().with(ranges);
  }

  /// Visits every character of such a list of ranges.
  static void forEach(String ranges, IntConsumer visitor) {
    for (int i = 0; i < ranges.length(); i++) {
      char first = ranges.charAt(i);
      boolean range = i + 2 < ranges.length() && ranges.charAt(i + 1) == '-';
      i += range ? 2 : 0;
      for (int c = first; c <= ranges.charAt(i); c++) {
        visitor.accept(c);
      }
    }
  }

  /// This set and more.
  CharSet with(String ranges) {
    CharSet union = new CharSet();
    union.members.or(members);
    forEach(ranges, union.members::set);
    return union;
  }

  boolean has(char c) {
    return members.get(c);
  }
}
