package pairmill.explorer.sql;

/// Others are being answered; it helps to try again. The message says so to the visitor.
public final class BusyException extends RuntimeException {
  public BusyException(String message) {
    super(message);
  }
}
