package pairmill.explorer.index;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.util.SparseFixedBitSet;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Which sequences of three to six words most captions hold: the table `sequences (rank, sequence,
/// words, count, domains)`, made of `rows` and of the facts `domains`.
///
/// Captions are read three times, in bounded memory: a [Sketch] tells which sequences may be
/// frequent, those are counted by their hashes, and the most frequent of these by their words. A
/// sequence counts once for a caption. One that is part of a longer one with the same count is left
/// out.
final class Sequences {
  private static final int KEPT = 1_000;

  // Some are left out as parts of others.
  private static final int LOOKED_AT = 4 * KEPT;

  private static final int FREQUENT = 1 << 17;
  private static final int MOST = 1 << 20;
  private static final int SEQUENCES_PER_CAPTION = 16;

  private final Database database;
  private final int domains;

  private Sequences(Database database) throws IOException {
    this.database = database;
    this.domains = Math.toIntExact(database.number("SELECT count(*) FROM domains"));
  }

  static void make(Database database) throws IOException {
    new Sequences(database).make();
  }

  private void make() throws IOException {
    List<Found> found = name(frequent());
    database.execute(
        "CREATE OR REPLACE TABLE sequences (rank BIGINT, sequence VARCHAR, words INTEGER, count BIGINT, domains BIGINT)");
    try (DuckDBAppender table = database.connection().createAppender("sequences")) {
      long rank = 1;
      for (Found sequence : found) {
        table.beginRow();
        table.append(rank++);
        table.append(sequence.text());
        table.append(sequence.words);
        table.append(sequence.count);
        table.append((long) sequence.domains.cardinality());
        table.endRow();
      }
    } catch (SQLException e) {
      throw Database.failure(e);
    }
  }

  /// The hashes of the most frequent sequences.
  private Set<Long> frequent() throws IOException {
    Sketch sketch =
        new Sketch(SEQUENCES_PER_CAPTION * database.number("SELECT count(caption) FROM rows"));
    each("caption, 0", "rows", (words, domain) -> words.each(sketch::add));
    int threshold = sketch.threshold(FREQUENT);
    Map<Long, Integer> counts = count(sketch, threshold);
    while (counts.size() > MOST) {
      threshold *= 2;
      counts = count(sketch, threshold);
    }
    Set<Long> frequent = new HashSet<>();
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .sorted(
            Map.Entry.<Long, Integer>comparingByValue()
                .reversed()
                .thenComparingInt(entry -> -CaptionWords.length(entry.getKey()))
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(LOOKED_AT)
        .forEach(entry -> frequent.add(entry.getKey()));
    return frequent;
  }

  // Past MOST it does not matter what is counted: it is done again with less.
  private Map<Long, Integer> count(Sketch sketch, int threshold) throws IOException {
    Map<Long, Integer> counts = new ConcurrentHashMap<>();
    AtomicInteger different = new AtomicInteger(); // the map counts its size anew each time
    each(
        "caption, 0",
        "rows",
        (words, domain) ->
            words.each(hash -> {
              if (sketch.atMost(hash) >= threshold
                  && different.get() <= MOST
                  && counts.merge(hash, 1, Integer::sum) == 1) {
                different.incrementAndGet();
              }
            }));
    return counts;
  }

  /// A sequence, how many captions hold it, and on which domains, by their rank.
  private static final class Found {
    private final int words;
    private final SparseFixedBitSet domains;
    private @Nullable String text;
    private long count;

    Found(int words, int domains) {
      this.words = words;
      this.domains = new SparseFixedBitSet(domains + 1);
    }

    // Two sequences may have the same hash: the one that was seen first is meant.
    synchronized void add(String seen, int domain) {
      if (text == null) {
        text = seen;
      }
      if (text.equals(seen)) {
        count++;
        if (domain > 0) {
          domains.set(domain);
        }
      }
    }

    synchronized String text() {
      return String.valueOf(text);
    }
  }

  private List<Found> name(Set<Long> frequent) throws IOException {
    if (frequent.isEmpty()) {
      return List.of();
    }
    Map<Long, Found> found = new HashMap<>();
    frequent.forEach(hash -> found.put(hash, new Found(CaptionWords.length(hash), domains)));
    each(
        "caption, coalesce(rank, 0)",
        "rows LEFT JOIN domains ON rows.domain = domains.domain",
        (words, domain) -> name(words, domain, found));
    Set<String> parts = parts(found.values());
    return found.values().stream()
        .filter(sequence -> !parts.contains(sequence.count + " " + sequence.text()))
        .sorted(
            Comparator.<Found>comparingLong(sequence -> -sequence.count).thenComparing(Found::text))
        .limit(KEPT)
        .toList();
  }

  private static void name(CaptionWords words, int domain, Map<Long, Found> found) {
    Set<String> seen = new HashSet<>();
    for (int from = 0; from + CaptionWords.SHORTEST <= words.words(); from++) {
      for (int n = CaptionWords.SHORTEST;
          n <= CaptionWords.LONGEST && from + n <= words.words();
          n++) {
        Found sequence = found.get(words.hash(from, n));
        if (sequence != null) {
          String text = words.text(from, n);
          if (seen.add(text)) {
            sequence.add(text, domain);
          }
        }
      }
    }
  }

  /// What the longer sequences are made of, with their counts in front.
  private static Set<String> parts(Iterable<Found> found) {
    Set<String> parts = new HashSet<>();
    for (Found sequence : found) {
      List<String> words = List.of(sequence.text().split(" ", -1));
      for (int n = CaptionWords.SHORTEST; n < words.size(); n++) {
        for (int from = 0; from + n <= words.size(); from++) {
          parts.add(sequence.count + " " + String.join(" ", words.subList(from, from + n)));
        }
      }
    }
    return parts;
  }

  /// Looks at a caption.
  private interface Sight {
    /// @param domain its rank; 0 for none
    void look(CaptionWords words, int domain);
  }

  /// Reads all captions, each thread a part of them.
  private void each(String columns, String rows, Sight sight) throws IOException {
    long end = database.number("SELECT count(*) FROM every_row");
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> parts = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String select =
            "SELECT %s FROM %s WHERE id >= %d AND id < %d AND caption IS NOT NULL"
                .formatted(columns, rows, end * t / threads, end * (t + 1) / threads);
        parts.add(
            workers.submit(() -> {
              read(select, sight);
              return null;
            }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private void read(String select, Sight sight) throws IOException {
    CaptionWords words = new CaptionWords();
    try (DuckDBConnection connection = database.duplicate();
        PreparedStatement statement = connection.prepareStatement(select);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        words.cut(rows.getString(1));
        sight.look(words, rows.getInt(2));
      }
    } catch (SQLException e) {
      throw Database.failure(e);
    }
  }
}
