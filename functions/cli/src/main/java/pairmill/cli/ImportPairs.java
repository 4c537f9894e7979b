package pairmill.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pairmill.duckdb.DuckLimits;
import pairmill.duckdb.ForeignPairs;
import pairmill.pair.Hosts;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.pair.Reason;
import pairmill.queue.Task;
import pairmill.run.Run;
import pairmill.stage.PairSink;
import pairmill.stage.PairSource;
import pairmill.store.Scratch;

/// Takes pairs from tables that others wrote, in place of archives.
///
/// @param tables files by the names of the run's inputs
public record ImportPairs(Map<String, Path> tables) implements PairSource {
  // A Parquet file may be one row group, and that has to fit: one of a million rows takes more than
  // half of this. So tables are read one at a time.
  private static final DuckLimits DUCK = new DuckLimits(1L << 30, 1);

  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private static final Pattern CODE = Pattern.compile("[a-zA-Z]{2}");

  /// Sees to it that tables can be read, without reading their rows.
  ///
  /// @throws WrongUseException when one has no column of addresses
  /// @throws IOException when one cannot be read
  public static void check(Collection<Path> tables) throws IOException {
    try (Scratch scratch = Scratch.open()) {
      for (Path table : tables) {
        ForeignPairs.check(DUCK, scratch.folder(), table);
      }
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(Printable.of(String.valueOf(e.getMessage()), 1_000));
    }
  }

  @Override
  public void read(Task.Extract task, Run run, PairSink sink) throws IOException {
    String input = task.input();
    ONE_AT_A_TIME.lock();
    try (Scratch scratch = Scratch.open()) {
      Rows rows = new Rows(input, sink);
      Path table = requireNonNull(tables.get(input), input);
      ForeignPairs.read(DUCK, scratch.folder(), table, rows::row);
      sink.count("records", rows.ordinal);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  private static final class Rows {
    private final String input;
    private final PairSink sink;
    private long ordinal;

    Rows(String input, PairSink sink) {
      this.input = input;
      this.sink = sink;
    }

    void row(@Nullable String url, @Nullable String caption, @Nullable String language)
        throws IOException {
      Reason reason = reason(url);
      if (reason == null && url != null) {
        Provenance provenance = new Provenance(input, ordinal, ordinal, "", null, null, null);
        String words = caption == null ? "" : caption;
        sink.pair(new Pair(url, words, new Language(code(language), null), provenance));
      } else {
        sink.refused(reason == null ? Reason.NO_URL : reason, String.valueOf(url));
      }
      ordinal++;
    }

    // The shape of ISO 639-1; a table may have anything in a column of that name.
    private static @Nullable String code(@Nullable String language) {
      return language != null && CODE.matcher(language).matches()
          ? language.toLowerCase(Locale.ROOT)
          : null;
    }

    private static @Nullable Reason reason(@Nullable String url) {
      if (url == null || url.isBlank()) {
        return Reason.NO_URL;
      }
      if (!url.regionMatches(true, 0, "http://", 0, 7)
          && !url.regionMatches(true, 0, "https://", 0, 8)) {
        return Reason.NOT_HTTP;
      }
      return Hosts.of(url).isEmpty() ? Reason.NO_HOST : null;
    }
  }
}
