package pairmill.cli;

import java.util.Map;
import java.util.TreeMap;

/// What the program's exit codes say.
public final class Exit {
  /// Done.
  public static final int DONE = 0;

  /// Done, with damage worth knowing.
  public static final int DAMAGE = 1;

  /// Wrong use: nothing was done.
  public static final int WRONG_USE = 2;

  /// The machine failed: what was done so far is kept, and the same command goes on from there.
  public static final int MACHINE = 3;

  /// The same for `--help`.
  static final Map<String, String> CODES =
      new TreeMap<>(
          Map.of(
              "0", "done",
              "1", "done, with damage worth knowing",
              "2", "wrong use: nothing was done",
              "3", "the machine failed"));

  private Exit() {}
}
