package pairmill.shard;

/// A place in an archive that could not be read. What was read around it is kept.
///
/// @param file name of the archive
/// @param offset byte position in the stored file at which the damage was met
/// @param problem one clause without a full stop, with the offending value
public record Damage(String file, long offset, String problem) {
  @Override
  public String toString() {
    return "[" + file + "@" + offset + "] " + problem;
  }
}
