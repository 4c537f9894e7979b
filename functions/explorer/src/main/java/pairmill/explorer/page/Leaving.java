package pairmill.explorer.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Filter;
import pairmill.explorer.find.FoundRow;
import pairmill.explorer.find.Order;
import pairmill.explorer.index.Database;
import pairmill.explorer.index.RemovalList;
import pairmill.explorer.index.RowColumn;
import pairmill.stage.PdqHash;
import pairmill.stage.Removal;

/// What somebody asks to be taken out: the lines of a removal list that say so, and the rows that
/// go.
///
/// @param kind in words
/// @param lines none where there is nothing to say
/// @param ids rows that go, of those that are there
/// @param count how many rows are meant; more than `ids` where a name stands in very many captions
/// @param addresses of a few of the rows, without what tells which they are
record Leaving(
    String what,
    String kind,
    List<String> lines,
    List<Long> ids,
    long count,
    List<String> addresses) {
  /// Rows that are taken out for a name at once.
  static final int MOST = 10_000;

  private static final int LONGEST = 4_000;
  private static final int SHOWN = 8;
  private static final Set<RowColumn> NAMED_BY = EnumSet.of(RowColumn.HASH, RowColumn.URL);
  private static final Pattern LINE =
      Pattern.compile("(?i).*://.*|\\[.*|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|pdq:.*|-?[0-9]+");
  private static final Pattern NAME = Pattern.compile("#.*|[^.]*|.*\\s.*");

  /// Looks for the rows that are meant.
  ///
  /// @throws IllegalArgumentException with a sentence, when it is neither a line of a removal list
  ///   nor a name
  static Leaving of(String what, Explored explored) throws IOException {
    if (what.length() > LONGEST || what.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "Say one address, domain, name or hash, on one line of at most %,d characters"
              .formatted(LONGEST));
    }
    return !LINE.matcher(what).matches() && NAME.matcher(what).matches()
        ? name(what, explored)
        : line(what, explored);
  }

  private static Leaving line(String what, Explored explored) throws IOException {
    byte[] bytes = what.getBytes(UTF_8);
    List<Removal> removals = new ArrayList<>();
    Removal.<IOException>read(new ByteArrayInputStream(bytes), "what", removals::add);
    List<Long> ids = rows(RemovalList.of(bytes, "what"), removals, explored);
    String kind =
        switch (removals.getFirst().kind()) {
          case ADDRESS -> "The picture at this address";
          case DOMAIN -> "All pictures of this host and of those below it";
          case PAIR -> "The pair of picture and caption with this hash";
          case PICTURE -> "The picture whose bytes have this hash";
          case PDQ -> "Pictures that look like the one with this hash";
        };
    return new Leaving(what, kind, List.of(what), ids, ids.size(), addresses(ids, explored));
  }

  /// Rows that a list means. SQL finds those that may be on it, and the list says which are.
  private static List<Long> rows(RemovalList list, List<Removal> removals, Explored explored)
      throws IOException {
    List<Object> values = new ArrayList<>();
    String where =
        removals.stream()
            .map(removal -> where(removal, values))
            .collect(Collectors.joining(" OR "));
    List<Long> ids = new ArrayList<>();
    explored
        .index()
        .database()
        .query(
            "SELECT id, " + columns(removals.getFirst().kind()) + " FROM rows WHERE " + where,
            values,
            row -> {
              @Nullable Object[] known = new @Nullable Object[6];
              for (int i = 0; i < known.length; i++) {
                known[i] = row.getString(i + 2);
              }
              long id = row.getLong(1);
              return list.contains(known) && !explored.finder().isHidden(id) && ids.add(id);
            });
    return ids;
  }

  // A domain may mean very many rows, of which nothing else is asked.
  private static String columns(Removal.Kind kind) {
    return kind == Removal.Kind.DOMAIN
        ? "url, final_url, NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR"
        : RemovalList.COLUMNS;
  }

  private static String where(Removal removal, List<Object> values) {
    if (removal.kind() == Removal.Kind.PAIR) {
      values.add(Long.valueOf(removal.value()));
      return "hash = ?";
    }
    values.add(removal.value());
    if (removal.kind() == Removal.Kind.PDQ) {
      // No more digits differ than bits.
      return "CASE WHEN strlen(pdq) = 64 THEN hamming(lower(pdq), ?) <= %d END"
          .formatted(PdqHash.NEAR);
    }
    values.add(removal.value());
    return switch (removal.kind()) {
      case ADDRESS -> "url = ? OR final_url = ?";
      case DOMAIN -> "contains(lower(url), ?) OR contains(lower(final_url), ?)";
      default -> "lower(md5) = ? OR lower(sha256) = ?";
    };
  }

  // A removal list has no names: each pair is said by its hash, or the picture by its address.
  private static Leaving name(String what, Explored explored) throws IOException {
    Filter filter = new Filter(Phrases.quoted(what), List.of());
    List<Long> ids = explored.finder().page(filter, Order.DATASET, "", MOST).ids();
    Set<String> lines = new LinkedHashSet<>();
    Set<String> urls = new LinkedHashSet<>();
    for (String line : lines(ids, explored)) {
      if (isLine(line)) {
        lines.add(line);
        if (line.contains("://")) {
          urls.add(Database.literal(line));
        }
      }
    }
    Set<Long> all = new LinkedHashSet<>(ids);
    all.addAll(rowsAt(urls, explored));
    return new Leaving(
        what,
        "Pictures whose captions hold this name",
        List.copyOf(lines),
        List.copyOf(all),
        explored.finder().count(filter),
        addresses(ids, explored));
  }

  private static List<String> lines(List<Long> ids, Explored explored) throws IOException {
    List<String> lines = new ArrayList<>();
    for (FoundRow row : FoundRow.of(explored.index(), ids, NAMED_BY)) {
      String hash = row.text(RowColumn.HASH);
      lines.add(hash.isEmpty() ? row.text(RowColumn.URL).strip() : hash);
    }
    return lines;
  }

  // Other captions of the same pictures go with them: the list will take them, too.
  private static List<Long> rowsAt(Set<String> urls, Explored explored) throws IOException {
    if (urls.isEmpty()) {
      return List.of();
    }
    String in = String.join(", ", urls);
    return explored
        .index()
        .database()
        .query(
            "SELECT id FROM rows WHERE url IN (%1$s) OR final_url IN (%1$s)".formatted(in),
            row -> row.getLong(1));
  }

  private static boolean isLine(String text) throws IOException {
    try {
      Removal.<IOException>read(
          new ByteArrayInputStream(text.getBytes(UTF_8)), "row", removal -> {});
      return !text.isBlank() && text.lines().count() == 1 && !text.startsWith("#");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<String> addresses(List<Long> ids, Explored explored) throws IOException {
    List<Long> some = ids.subList(0, Math.min(SHOWN, ids.size()));
    return FoundRow.of(explored.index(), some).stream()
        .map(row -> redacted(row.text(RowColumn.URL)))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /// An address whose path is left to its first letter and its ending:
  /// `https://a.example/p***.jpg`.
  static String redacted(String url) {
    int host = url.indexOf("://") + 3;
    int path = host < 3 ? -1 : url.indexOf('/', host);
    if (path < 0 || path + 1 >= url.length()) {
      return host < 3 ? "***" : url.substring(0, path < 0 ? url.length() : path + 1);
    }
    int dot = url.lastIndexOf('.');
    String ending = dot > path && url.length() - dot <= 5 ? url.substring(dot) : "";
    int first = url.offsetByCodePoints(path + 1, 1);
    return url.substring(0, first) + "***" + ending;
  }
}
