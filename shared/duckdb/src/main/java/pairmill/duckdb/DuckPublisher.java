package pairmill.duckdb;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import pairmill.pair.Hosts;
import pairmill.row.Cells;
import pairmill.row.Table;
import pairmill.row.TableFiles;
import pairmill.row.Tables;
import pairmill.stage.Publisher;

/// Publishes in SQL, see `publish.sql`. Safe for use by many threads; each call takes the limits
/// anew.
///
/// DuckDB sorts, and the tables' own files are written: row groups of DuckDB's writer end where its
/// threads happen to meet, so that equal rows would not give equal bytes.
public final class DuckPublisher implements Publisher {
  /// Rows per published file, unless told otherwise.
  public static final int PART_ROWS = 1_000_000;

  private static final Table<Cells> ROWS = RawRows.of(Tables.ROWS);
  private static final String REJECTED = "rejected";
  private static final List<String> SPLITS = List.of("en", "multi", "nolang", REJECTED);
  private static final int DOMAINS_LISTED = 100;

  private final TableFiles files;
  private final DuckLimits limits;
  private final int partRows;

  /// @param files writes the parts
  public DuckPublisher(TableFiles files, DuckLimits limits) {
    this(files, limits, PART_ROWS);
  }

  /// @param files writes the parts
  /// @param partRows rows per published file at most, 1 or more
  public DuckPublisher(TableFiles files, DuckLimits limits, int partRows) {
    if (partRows < 1) {
      throw new IllegalArgumentException("a part cannot have " + partRows + " rows");
    }
    this.files = files;
    this.limits = limits;
    this.partRows = partRows;
  }

  @Override
  public Published publish(List<Path> rows, Path work) throws IOException {
    try (Duck duck = Duck.open(limits, work, rows)) {
      duck.view("samples", Tables.ROWS, rows);
      duck.run("publish.sql");
      List<PublishedFile> published = new ArrayList<>();
      for (String split : SPLITS) {
        published.addAll(parts(duck, split, work.resolve(split)));
      }
      SortedMap<String, Long> languages = languages(duck);
      long kept = languages.values().stream().mapToLong(Long::longValue).sum();
      return new Published(List.copyOf(published), kept, languages, domains(duck));
    }
  }

  private List<PublishedFile> parts(Duck duck, String split, Path folder) throws IOException {
    PartWriter parts = new PartWriter(files, ROWS, folder, partRows);
    try (parts) {
      duck.querySorted(
          "SELECT %s FROM dataset WHERE split = '%s'".formatted(RawRows.columns(ROWS), split),
          "url, archive_file, archive_offset, ordinal, key",
          row -> parts.write(RawRows.read(row, ROWS)));
    }
    return parts.parts();
  }

  private static SortedMap<String, Long> languages(Duck duck) throws IOException {
    SortedMap<String, Long> languages = new TreeMap<>();
    duck.query("FROM languages", row -> languages.put(row.getString(1), row.getLong(2)));
    return languages;
  }

  private static List<Counted> domains(Duck duck) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    duck.query(
        "FROM authorities",
        row ->
            counts.merge(
                Hosts.domain(Hosts.of("http://" + row.getString(1))), row.getLong(2), Long::sum));
    return counts.entrySet().stream()
        .map(count -> new Counted(count.getKey(), count.getValue()))
        .sorted(comparingLong(Counted::count).reversed().thenComparing(comparing(Counted::name)))
        .limit(DOMAINS_LISTED)
        .toList();
  }
}
