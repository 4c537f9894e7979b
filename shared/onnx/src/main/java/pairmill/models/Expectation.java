package pairmill.models;

import org.jspecify.annotations.Nullable;

/// What a card must be, said in the words of the card.
final class Expectation {
  private static final int LONGEST = 60;

  private Expectation() {}

  /// Throws a sentence that ends with the offending value.
  ///
  /// @param expected a clause with one place for `bound`
  static void that(boolean good, String expected, Object bound, @Nullable Object value) {
    if (!good) {
      throw new IllegalArgumentException(expected.formatted(bound) + ", not " + shown(value));
    }
  }

  /// A value for a message: cut, and without anything that a terminal could obey.
  static String shown(@Nullable Object value) {
    String text = plain(String.valueOf(value));
    return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text) + "'";
  }

  /// Text from outside in printable ASCII.
  static String plain(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
