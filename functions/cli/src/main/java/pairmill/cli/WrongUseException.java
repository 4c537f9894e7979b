package pairmill.cli;

/// The program was asked for something it cannot do. The message is one sentence for the person who
/// asked.
public final class WrongUseException extends RuntimeException {
  public WrongUseException(String message) {
    super(message);
  }
}
