package pairmill.duckdb;

/// What one query engine may use. What does not fit into its memory goes to disk.
///
/// @param memoryBytes DuckDB's `memory_limit`, beside which the Java heap stands
/// @param threads 1 or more; results do not depend on it
public record DuckLimits(long memoryBytes, int threads) {
  /// Below this DuckDB cannot even sort a run of rows.
  private static final long LEAST_BYTES = 32L << 20;

  public DuckLimits {
    if (memoryBytes < LEAST_BYTES || threads < 1) {
      throw new IllegalArgumentException(
          "DuckDB needs %,d bytes and 1 thread at least, not %,d and %d"
              .formatted(LEAST_BYTES, memoryBytes, threads));
    }
  }
}
