package pairmill.explorer.page;

/// A question is not answered, and the page says so in its own shape; the message is a sentence for
/// the visitor.
public final class RefusedException extends RuntimeException {
  private final int status;
  private final transient Answer answer;

  /// Refuses.
  ///
  /// @param status of HTTP
  /// @param answer what people see
  RefusedException(int status, String message, Answer answer) {
    super(message);
    this.status = status;
    this.answer = answer;
  }

  int status() {
    return status;
  }

  Answer answer() {
    return answer;
  }
}
