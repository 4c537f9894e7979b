package pairmill.cost;

/// What a task used of what a provider charges for, and what that comes to by its list prices: an
/// estimate, without taxes, discounts, free tiers, storage and logs.
///
/// @param gbSeconds memory of the machine, in units of 2^30 bytes, times seconds
/// @param reads requests that read an object, or ask for it
/// @param writes requests that write an object or list some
/// @param dollars the estimate, in US dollars
public record Cost(double gbSeconds, long reads, long writes, double dollars) {
  /// What costs nothing, as on one's own machine.
  public static final Cost NONE = new Cost(0, 0, 0, 0);

  public Cost {
    if (!(gbSeconds >= 0) || reads < 0 || writes < 0 || !(dollars >= 0)) {
      throw new IllegalArgumentException(
          "no cost: %s GB-s, %d reads, %d writes, $%s"
              .formatted(gbSeconds, reads, writes, dollars));
    }
  }

  /// The cost of a task.
  ///
  /// @param seconds how long it held its machine
  public static Cost of(Machine machine, double seconds, long reads, long writes) {
    double dollars =
        seconds * machine.dollarsPerSecond()
            + machine.dollarsPerTask()
            + Prices.MESSAGES_PER_TASK * Prices.MESSAGE
            + reads * Prices.READ
            + writes * Prices.WRITE;
    return new Cost(seconds * machine.gigabytes(), reads, writes, dollars);
  }

  /// Both.
  public Cost plus(Cost other) {
    return new Cost(
        gbSeconds + other.gbSeconds,
        reads + other.reads,
        writes + other.writes,
        dollars + other.dollars);
  }
}
