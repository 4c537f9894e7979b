package pairmill.explorer.page;

import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.number;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.share;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.FoundRow;
import pairmill.explorer.index.Database;
import pairmill.explorer.index.Index;
import pairmill.explorer.index.RowColumn;

/// Pictures that stand more than once: `/duplicates`, in numbers; `/duplicates/KIND`, the largest
/// groups; `/duplicates/KIND/ID`, the group whose first row has that number.
@ApplicationScoped
public final class Duplicates implements Page {
  private static final int SIZE = 100;
  private static final int TILES = 48;

  private final Explored explored;

  @Inject
  Duplicates(Explored explored) {
    this.explored = explored;
  }

  /// In what pictures are the same.
  public enum Kind {
    BYTES("Same bytes", "The same file, by its SHA-256 or MD5."),
    ADDRESS("Same address", "The same address, whatever is said about it."),
    LOOK(
        "Alike",
        "Pictures that look alike: at most 31 of the 256 bits of their PDQ hashes differ. Groups are found by parts that are equal, so there are at least as many.");

    private final String label;
    private final String lead;

    Kind(String label, String lead) {
      this.label = label;
      this.lead = lead;
    }

    /// As addresses say it.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    public String label() {
      return label;
    }

    boolean isIn(Index index) {
      return switch (this) {
        case BYTES -> index.has(RowColumn.SHA256) || index.has(RowColumn.MD5);
        case ADDRESS -> index.has(RowColumn.URL);
        case LOOK -> index.has(RowColumn.PDQ);
      };
    }

    String lacking() {
      return switch (this) {
        case BYTES -> "This dataset has no hashes of its files (columns sha256, md5).";
        case ADDRESS -> "This dataset has no addresses.";
        case LOOK -> "This dataset has no perceptual hashes (column pdq).";
      };
    }

    static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word().equals(word)) {
          return kind;
        }
      }
      throw new NoSuchThingException("There are no duplicates of the kind '" + word + "'.");
    }
  }

  @Override
  public String name() {
    return "duplicates";
  }

  @Override
  public Answer answer(Question question) throws IOException {
    String kind = question.part(0);
    String first = question.part(1);
    Answer answer =
        kind == null
            ? all()
            : first == null
                ? groups(question, Kind.of(kind))
                : group(question, Kind.of(kind), Images.id(first));
    return answer.with("kinds", Kind.values()).with("kind", kind == null ? "" : kind);
  }

  private Answer all() throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<String> lacks = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (kind.isIn(explored.index())) {
        rows.add(summary(kind));
      } else {
        lacks.add(kind.lacking());
      }
    }
    return Answer.of(
            "Duplicates",
            "How often one picture stands in the dataset.",
            new Table(
                List.of(
                    text("kind", "What is the same"),
                    count("rows", "Rows"),
                    count("different", "Different pictures"),
                    number("mean", "Rows for one picture"),
                    share("repeated", "Rows that are not alone"),
                    count("largest", "Largest group")),
                rows,
                !explored.index().has(RowColumn.PDQ),
                (long) rows.size(),
                null))
        .in("duplicates")
        .with("lacks", lacks)
        .with("compared", compared());
  }

  private List<@Nullable Object> summary(Kind kind) throws IOException {
    return explored
        .index()
        .database()
        .query(
            "SELECT coalesce(sum(size * groups), 0)::BIGINT, coalesce(sum(groups), 0)::BIGINT,"
                + " coalesce(sum(size * groups) FILTER (size > 1), 0)::BIGINT, coalesce(max(size), 0)"
                + " FROM duplicate_sizes WHERE kind = ?",
            List.of(kind.word()),
            found -> {
              double all = Math.max(1, found.getLong(1));
              return row(
                  new Table.Link(kind.label, "/duplicates/" + kind.word()),
                  found.getLong(1),
                  found.getLong(2),
                  all / Math.max(1, found.getLong(2)),
                  found.getLong(3) / all,
                  found.getLong(4));
            })
        .getFirst();
  }

  /// What is said about looks that were not compared; empty when all were.
  private String compared() throws IOException {
    return explored
        .index()
        .database()
        .query(
            "SELECT hashes, there FROM looks_compared",
            found ->
                found.getLong(1) < found.getLong(2)
                    ? "Of %,d different perceptual hashes the first %,d were compared."
                        .formatted(found.getLong(2), found.getLong(1))
                    : "")
        .getFirst();
  }

  private Answer groups(Question question, Kind kind) throws IOException {
    if (!kind.isIn(explored.index())) {
      return Answer.of(kind.label, kind.lacking(), Table.of(List.of(), List.of()))
          .in("duplicates")
          .with("lacks", List.of())
          .with("compared", "");
    }
    int after = question.number("after", 0, 0, Integer.MAX_VALUE);
    int size = question.number("size", SIZE, 1, 10 * SIZE);
    Database database = explored.index().database();
    List<Group> found =
        database.query(
            "SELECT rank, first, caption, count, captions, addresses, domains FROM duplicates"
                + " WHERE kind = ? AND rank > ? ORDER BY rank LIMIT ?",
            List.of(kind.word(), after, size + 1),
            r ->
                new Group(
                    r.getLong(1),
                    r.getLong(2),
                    Objects.toString(r.getString(3), ""),
                    List.of(r.getLong(4), r.getLong(5), r.getLong(6), r.getLong(7))));
    boolean more = found.size() > size;
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Group group : more ? found.subList(0, size) : found) {
      if (explored.finder().isSettled() || !ids(kind, group.first).isEmpty()) {
        String href = "/duplicates/" + kind.word() + "/" + group.first;
        List<@Nullable Object> cells =
            row(group.rank, new Table.Link(Show.text(group.caption), href));
        cells.addAll(group.numbers);
        rows.add(cells);
      }
    }
    return Answer.of(
            kind.label,
            kind.lead,
            new Table(
                List.of(
                    count("rank", "Rank"),
                    text("caption", "Most frequent caption"),
                    count("count", "Rows"),
                    count("captions", "Different captions"),
                    count("addresses", "Addresses"),
                    count("domains", "Domains")),
                rows,
                kind != Kind.LOOK && explored.finder().isSettled(),
                database.number("SELECT count(*) FROM duplicates WHERE kind = ?", kind.word()),
                more ? Long.toString(found.get(size - 1).rank) : null))
        .in("duplicates")
        .with("lacks", List.of())
        .with("compared", "")
        .also("sizes", sizes(kind))
        .also("disagree", disagree(kind));
  }

  /// A group in the list.
  private record Group(long rank, long first, String caption, List<Long> numbers) {}

  /// How many groups there are of some sizes.
  ///
  /// @param from the least number of rows, `to` the most
  public record Sizes(long from, long to, long groups) {}

  // Sizes double from line to line.
  private List<Sizes> sizes(Kind kind) throws IOException {
    return explored
        .index()
        .database()
        .query(
            "SELECT floor(log2(size))::INTEGER AS power, sum(groups)::BIGINT FROM duplicate_sizes"
                + " WHERE kind = ? GROUP BY power ORDER BY power",
            List.of(kind.word()),
            r -> new Sizes(1L << r.getInt(1), (2L << r.getInt(1)) - 1, r.getLong(2)));
  }

  // Of the groups that are listed.
  private long disagree(Kind kind) throws IOException {
    return explored
        .index()
        .database()
        .number("SELECT count(*) FROM duplicates WHERE kind = ? AND captions > 1", kind.word());
  }

  private List<Long> ids(Kind kind, long first) throws IOException {
    return explored
        .index()
        .database()
        .query(
            "SELECT unnest(ids) FROM duplicates WHERE kind = ? AND first = ?",
            List.of(kind.word(), first),
            r -> r.getLong(1))
        .stream()
        .filter(id -> !explored.finder().isHidden(id))
        .toList();
  }

  private Answer group(Question question, Kind kind, long first) throws IOException {
    List<Long> ids = ids(kind, first);
    if (ids.isEmpty()) {
      throw new NoSuchThingException(
          "No large group of this kind begins with row %,d.".formatted(first));
    }
    int after = question.number("after", 0, 0, Integer.MAX_VALUE);
    int size = question.number("size", TILES, 1, 500);
    int end = Math.min(ids.size(), after + size);
    List<FoundRow> found =
        after >= end ? List.of() : FoundRow.of(explored.index(), ids.subList(after, end));
    long all =
        explored
            .index()
            .database()
            .number(
                "SELECT count FROM duplicates WHERE kind = ? AND first = ?", kind.word(), first);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (FoundRow row : found) {
      rows.add(
          row(
              new Table.Link(row.id(), "/images/" + row.id()),
              row.text(RowColumn.CAPTION),
              row.text(RowColumn.DOMAIN),
              row.text(RowColumn.URL)));
    }
    String lead =
        all > ids.size()
            ? "%,d rows; the first %,d are shown.".formatted(all, ids.size())
            : "%,d rows.".formatted(all);
    return Answer.of(
            kind.label + ": a group",
            lead,
            new Table(
                List.of(
                    count("id", "Row"),
                    text("caption", "Caption"),
                    text("domain", "Domain"),
                    text("url", "Address")),
                rows,
                all <= ids.size() && kind != Kind.LOOK,
                all,
                end < ids.size() ? Integer.toString(end) : null))
        .in("duplicate")
        .with("tiles", found.stream().map(r -> Tile.of(r, question.pictures())).toList());
  }
}
