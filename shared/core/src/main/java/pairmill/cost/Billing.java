package pairmill.cost;

/// Says what tasks cost where they run. Safe for use by many threads.
@FunctionalInterface
public interface Billing {
  /// One's own machine.
  Billing FREE = () -> seconds -> Cost.NONE;

  /// Begins to count what one task uses. Where several are at work at once, each counts what all of
  /// them ask of the store.
  Meter start();

  /// What one task used so far.
  @FunctionalInterface
  interface Meter {
    /// The cost so far.
    ///
    /// @param seconds since it began
    Cost cost(double seconds);
  }
}
