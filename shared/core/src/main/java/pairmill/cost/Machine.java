package pairmill.cost;

/// What a task runs on.
///
/// @param gigabytes its memory, in units of 2^30 bytes; 0 where it is not what is charged for
/// @param dollarsPerSecond while it is held
/// @param dollarsPerTask beside that
public record Machine(double gigabytes, double dollarsPerSecond, double dollarsPerTask) {
  private static final double SECONDS_PER_HOUR = 3_600;

  /// A function of Lambda.
  ///
  /// @param megabytes its memory setting, in units of 2^20 bytes
  public static Machine lambda(int megabytes) {
    double gigabytes = megabytes / 1024.0;
    return new Machine(gigabytes, gigabytes * Prices.LAMBDA_GB_SECOND, Prices.LAMBDA_CALL);
  }

  /// A machine that is paid by the hour, of which a task has its share of the time.
  ///
  /// @param dollars an hour
  /// @param tasks how many it works on at once
  public static Machine hourly(double dollars, int tasks) {
    return new Machine(0, dollars / SECONDS_PER_HOUR / tasks, 0);
  }
}
