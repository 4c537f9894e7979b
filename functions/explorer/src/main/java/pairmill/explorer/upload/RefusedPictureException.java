package pairmill.explorer.upload;

/// A picture is not looked at; the message is a sentence for whoever sent it.
public final class RefusedPictureException extends RuntimeException {
  private final int status;

  /// Refuses.
  ///
  /// @param status of HTTP
  RefusedPictureException(int status, String message) {
    super(message);
    this.status = status;
  }

  /// The status of HTTP that says so to programs.
  public int status() {
    return status;
  }
}
