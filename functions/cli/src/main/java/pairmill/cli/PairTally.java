package pairmill.cli;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import pairmill.download.ArchivedImage;
import pairmill.pair.Pair;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.shard.Damage;
import pairmill.stage.PairSink;
import pairmill.stage.Progress;

/// Writes the pairs of archives to a file, and counts what else they hold. Used by one thread,
/// which may be interrupted.
public final class PairTally implements PairSink {
  private static final int DAMAGE_SHOWN = 20;

  private final PairFile file;
  private final Progress progress;
  private final SortedMap<Reason, Long> refused = new TreeMap<>();
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final List<Damage> places = new ArrayList<>();
  private long pairs;
  private long damage;

  public PairTally(PairFile file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  /// What was found, for programs.
  ///
  /// @param in image elements: those kept and those refused
  /// @param out pairs
  /// @param damage places that could not be read
  @JsonPropertyOrder({"in", "out", "refused", "records", "pages", "damage", "seconds"})
  public record Report(
      long in,
      long out,
      SortedMap<Reason, Long> refused,
      long records,
      long pages,
      long damage,
      double seconds) {}

  @Override
  public void pair(Pair pair) throws IOException {
    file.write(pair);
    pairs++;
    progress.kept(StageName.EXTRACT, 1);
  }

  @Override
  public void refused(Reason reason, String example) {
    refused.merge(reason, 1L, Long::sum);
    progress.refused(StageName.EXTRACT, reason, 1);
  }

  @Override
  public void image(ArchivedImage image) {
    // nobody asks for pictures here
  }

  @Override
  public void damage(Damage place) {
    damage++;
    if (places.size() < DAMAGE_SHOWN) {
      places.add(place);
    }
  }

  @Override
  public void count(String name, long items) throws IOException {
    counts.merge(name, items, Long::sum);
    if (name.equals("bytes")) {
      progress.bytes(StageName.EXTRACT, items);
      if (Thread.interrupted()) {
        throw new InterruptedIOException();
      }
    }
  }

  /// True when something could not be read.
  public boolean damaged() {
    return damage > 0;
  }

  /// What was found so far.
  ///
  /// @param seconds that it took
  public Report report(double seconds) {
    long in = pairs + refused.values().stream().mapToLong(Long::longValue).sum();
    return new Report(
        in, pairs, new TreeMap<>(refused), counted("records"), counted("pages"), damage, seconds);
  }

  /// Says what could not be read.
  public void printDamage(PrintWriter err) {
    places.forEach(place -> err.println("Damage: " + Printable.of(place.toString(), 300)));
    if (damage > places.size()) {
      err.printf("Damage: %,d more places%n", damage - places.size());
    }
  }

  /// Says what was found.
  public void print(PrintWriter err) {
    err.printf("%,d pairs of %,d pages%n", pairs, counted("pages"));
    refused.forEach((reason, n) -> err.printf("  refused %,d %s%n", n, reason));
  }

  private long counted(String name) {
    return counts.getOrDefault(name, 0L);
  }
}
