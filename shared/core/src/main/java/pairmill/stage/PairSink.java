package pairmill.stage;

import java.io.IOException;
import pairmill.download.ArchivedImage;
import pairmill.pair.Pair;
import pairmill.pair.Reason;
import pairmill.shard.Damage;

/// Hears what an input holds, in the input's order. Used by one thread.
public interface PairSink {
  void pair(Pair pair) throws IOException;

  void refused(Reason reason, String example) throws IOException;

  void image(ArchivedImage image) throws IOException;

  void damage(Damage damage);

  /// So many more of something, such as `records` or `pages`.
  void count(String name, long items) throws IOException;
}
