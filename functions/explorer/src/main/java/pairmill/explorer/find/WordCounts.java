package pairmill.explorer.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/// Counts rows by the word they have in each of some fields, and gives the most frequent words
/// first; of equally frequent ones the one that sorts first.
final class WordCounts
    implements CollectorManager<WordCounts.Counter, List<List<Map.Entry<String, Long>>>> {
  private final List<WordNumbers> fields;
  private final int most;

  WordCounts(List<WordNumbers> fields, int most) {
    this.fields = fields;
    this.most = most;
  }

  @Override
  public Counter newCollector() {
    return new Counter(fields);
  }

  @Override
  public List<List<Map.Entry<String, Long>>> reduce(Collection<Counter> counters)
      throws IOException {
    List<List<Map.Entry<String, Long>>> all = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      int[] sum = new int[fields.get(i).size() + 1];
      for (Counter counter : counters) {
        for (int number = 0; number < sum.length; number++) {
          sum[number] += counter.counts[i][number];
        }
      }
      all.add(first(fields.get(i), sum));
    }
    return all;
  }

  private record Counted(int number, int count) {
    // None is `(none)`, which sorts before letters, and is number 0.
    static final Comparator<Counted> ORDER =
        Comparator.comparingInt(Counted::count).reversed().thenComparingInt(Counted::number);
  }

  private List<Map.Entry<String, Long>> first(WordNumbers field, int[] counts) throws IOException {
    PriorityQueue<Counted> first = new PriorityQueue<>(Counted.ORDER.reversed());
    for (int number = 0; number < counts.length; number++) {
      boolean among =
          first.size() < most || (!first.isEmpty() && first.element().count < counts[number]);
      if (counts[number] > 0 && among) {
        first.add(new Counted(number, counts[number]));
        if (first.size() > most) {
          first.remove();
        }
      }
    }
    List<Map.Entry<String, Long>> words = new ArrayList<>();
    for (Counted counted : first.stream().sorted(Counted.ORDER).toList()) {
      words.add(Map.entry(field.word(counted.number), (long) counted.count));
    }
    return words;
  }

  /// Counts by the numbers of words.
  static final class Counter extends SimpleCollector {
    private final WordNumbers[] fields;
    private final int[][] counts;
    private int base;

    Counter(List<WordNumbers> fields) {
      this.fields = fields.toArray(WordNumbers[]::new);
      this.counts = new int[fields.size()][];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = new int[fields.get(i).size() + 1];
      }
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) {
      base = context.docBase;
    }

    @Override
    public void collect(int document) {
      for (int i = 0; i < counts.length; i++) {
        counts[i][fields[i].of(base + document)]++;
      }
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }
}
