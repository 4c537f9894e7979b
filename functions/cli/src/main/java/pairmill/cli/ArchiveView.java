package pairmill.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import pairmill.download.ArchivedImage;
import pairmill.pair.Pair;
import pairmill.pair.Reason;
import pairmill.shard.Damage;
import pairmill.stage.PairSink;

/// What an archive holds: its records, its pairs, and what cannot be read.
public final class ArchiveView implements PairSink {
  private static final int SHOWN = 5;
  private static final int LONGEST = 60;

  /// Reads an archive into a sink, as [Extractor#extract] does.
  @FunctionalInterface
  public interface Extraction {
    void extract(InputStream in, String archiveName, PairSink sink) throws IOException;
  }

  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final SortedMap<Reason, Long> refused = new TreeMap<>();
  private final List<Pair> pairs = new ArrayList<>();
  private final List<Damage> damage = new ArrayList<>();
  private long kept;
  private long images;
  private long damaged;

  @Override
  public void pair(Pair pair) {
    kept++;
    if (pairs.size() < SHOWN) {
      pairs.add(pair);
    }
  }

  @Override
  public void refused(Reason reason, String example) {
    refused.merge(reason, 1L, Long::sum);
  }

  @Override
  public void image(ArchivedImage image) {
    images++;
  }

  @Override
  public void damage(Damage place) {
    damaged++;
    if (damage.size() < SHOWN) {
      damage.add(place);
    }
  }

  @Override
  public void count(String name, long items) {
    counts.merge(name, items, Long::sum);
  }

  /// True when something could not be read.
  public boolean damaged() {
    return damaged > 0;
  }

  /// What was heard so far, for people.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Archive\n\n").append(numbers());
    if (!pairs.isEmpty()) {
      TextTable table = new TextTable(LONGEST, "ll").row("caption", "picture");
      pairs.forEach(pair -> table.row(pair.caption(), pair.url()));
      text.append("\nFirst pairs\n\n").append(table);
    }
    if (!damage.isEmpty()) {
      text.append("\nFirst damaged places\n\n");
      damage.forEach(d -> text.append(Printable.of(d.toString(), 2 * LONGEST)).append('\n'));
    }
    return text.toString();
  }

  private TextTable numbers() {
    TextTable table = new TextTable(LONGEST, "lr");
    counts.forEach((name, n) -> table.row(name, ProgressText.number(n)));
    long all = kept + refused.values().stream().mapToLong(Long::longValue).sum();
    table.row("image responses", ProgressText.number(images));
    table.row("damaged places", ProgressText.number(damaged));
    table.row("image elements", ProgressText.number(all));
    table.row("pairs", ProgressText.number(kept));
    refused.forEach((reason, n) -> table.row("refused: " + reason, ProgressText.number(n)));
    return table;
  }
}
