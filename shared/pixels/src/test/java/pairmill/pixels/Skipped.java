package pairmill.pixels;

/// Says on standard output why a test was skipped, since the build's summary does not.
final class Skipped {
  private Skipped() {}

  /// Says it.
  ///
  /// @return the reason, for JUnit
  static String because(String reason) {
    System.out.println("Skipped: " + reason);
    return reason;
  }
}
