package pairmill.explorer.sql;

import java.util.List;

/// A statement has parameters that no value was given for.
public final class MissingValueException extends IllegalArgumentException {
  private final List<String> names;

  MissingValueException(List<String> names) {
    super("Give a value for $" + String.join(", $", names) + ".");
    this.names = List.copyOf(names);
  }

  /// Their names, without the `$`.
  public List<String> names() {
    return names;
  }
}
