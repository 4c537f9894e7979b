package pairmill.explorer.page;

/// What is asked for is not there; the message says so to the visitor.
public final class NoSuchThingException extends RuntimeException {
  public NoSuchThingException(String message) {
    super(message);
  }
}
