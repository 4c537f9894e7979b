package pairmill.pair;

/// What became of one thing on its way: kept as a value, or refused for a counted reason.
///
/// A refusal is about the pair. When the machine fails, an `IOException` is thrown instead.
public sealed interface Outcome<T> {
  /// The thing went on.
  record Kept<T>(T value) implements Outcome<T> {}

  /// The thing stops here.
  ///
  /// @param detail what was seen, with the offending value; for people, never parsed
  record Refused<T>(Reason reason, String detail) implements Outcome<T> {
    /// The same refusal where another type of value was hoped for.
    public <U> Refused<U> as() {
      return new Refused<>(reason, detail);
    }
  }

  static <T> Outcome<T> kept(T value) {
    return new Kept<>(value);
  }

  static <T> Outcome<T> refused(Reason reason, String detail) {
    return new Refused<>(reason, detail);
  }
}
