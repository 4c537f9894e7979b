package pairmill.fetch;

/// A connection that lay idle was closed by the host before it answered: nobody's fault, and worth
/// one more try.
final class StaleConnection extends Exception {
  private static final long serialVersionUID = 1;

  StaleConnection() {
    super("closed while idle", null, false, false);
  }
}
