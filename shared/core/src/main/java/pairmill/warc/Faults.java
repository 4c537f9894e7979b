package pairmill.warc;

/// Takes note of damage to the archive that is being read.
@FunctionalInterface
interface Faults {
  /// Takes note of one damaged place.
  ///
  /// @param offset position in the stored file
  /// @param problem one clause without a full stop
  void report(long offset, String problem);
}
