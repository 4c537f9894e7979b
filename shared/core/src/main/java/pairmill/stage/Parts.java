package pairmill.stage;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import pairmill.run.RunKeys;

/// What the tasks of a shard's download got to, each in objects of its own, until the last puts
/// them together.
record Parts(Ports ports, RunKeys keys, int shard) {
  /// Of what the statistics of a shard that was done in parts tell the number: those before the
  /// last.
  static final String COUNT = "parts";

  Samples part(int part) {
    return Samples.part(ports, keys, shard, part);
  }

  /// Keys of the pairs that the first so many parts got to.
  Set<String> done(int parts) throws IOException {
    Set<String> done = new HashSet<>();
    for (int part = 0; part < parts; part++) {
      part(part).read(false, (row, _) -> done.add(row.key()));
    }
    return done;
  }

  /// Adds the first so many parts: their numbers to the tally, their samples to the sink.
  void add(int parts, boolean pictures, Tally tally, Samples.Sink sink) throws IOException {
    for (int part = 0; part < parts; part++) {
      tally.add(Commit.read(ports.store(), part(part).mark()));
      part(part).read(pictures, sink);
    }
    if (parts > 0) {
      tally.count(COUNT, parts);
    }
  }

  /// Removes all that the whole shard holds now. Of the last part there is what a process left that
  /// was killed.
  void discard(long last) throws IOException {
    for (int part = 0; part <= last; part++) {
      part(part).delete();
    }
  }
}
