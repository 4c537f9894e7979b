package pairmill.cli;

/// The program was asked for something it cannot do. The message is one sentence for the person who
/// asked.
public final class WrongUseException extends RuntimeException {
  public WrongUseException(String message) {
    super(message);
  }

  /// Throws when the value of a flag cannot be.
  ///
  /// @param range what it must be, such as `1 or more`
  public static void require(boolean good, String flag, Object value, String range) {
    if (!good) {
      throw new WrongUseException("%s must be %s, not %s".formatted(flag, range, value));
    }
  }
}
