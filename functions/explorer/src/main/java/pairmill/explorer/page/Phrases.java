package pairmill.explorer.page;

import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.index.Database;
import pairmill.explorer.index.RowColumn;

/// What captions repeat: `/phrases`, whole captions; `/phrases/sequences`, words that follow each
/// other in many.
@ApplicationScoped
public final class Phrases implements Page {
  private static final int SIZE = 100;
  private static final int LONGEST_LINK = 900; // what is longer is not looked for
  private static final String SEQUENCES = "sequences";

  private final Explored explored;

  @Inject
  Phrases(Explored explored) {
    this.explored = explored;
  }

  @Override
  public String name() {
    return "phrases";
  }

  /// Words that lead to the rows whose captions hold them.
  static Table.Link images(String words) {
    return new Table.Link(words, Question.address("images", "q", quoted(words)));
  }

  /// A phrase as `q` takes it.
  static String quoted(String words) {
    return "\"" + words.replace("\"", " ").replace("\\", " ") + "\"";
  }

  @Override
  public Answer answer(Question question) throws IOException {
    String of = question.part(0);
    int after = question.number("after", 0, 0, Integer.MAX_VALUE);
    int size = question.number("size", SIZE, 1, 10 * SIZE);
    if (of == null) {
      return captions(after, size).with("sequences", false).with("hasCaptions", hasCaptions());
    }
    if (of.equals(SEQUENCES)) {
      return sequences(after, size).with("sequences", true).with("hasCaptions", hasCaptions());
    }
    throw new NoSuchThingException("There is no page '" + of + "' of phrases.");
  }

  private boolean hasCaptions() {
    return explored.index().has(RowColumn.CAPTION);
  }

  /// A caption or a sequence.
  ///
  /// @param numbers those behind the count
  private record Phrase(long rank, String text, long count, List<Long> numbers) {}

  private List<Phrase> from(String table, String columns, int after, int most) throws IOException {
    return explored
        .index()
        .database()
        .query(
            "SELECT rank, %s FROM %s WHERE rank > ? ORDER BY rank LIMIT ?"
                .formatted(columns, table),
            List.of(after, most),
            r ->
                new Phrase(
                    r.getLong(1),
                    r.getString(2),
                    r.getLong(3),
                    List.of(r.getLong(4), r.getLong(5))));
  }

  private Answer captions(int after, int size) throws IOException {
    Database database = explored.index().database();
    List<Phrase> found = from("captions", "caption, count, addresses, domains", after, size + 1);
    List<Long> counts =
        database
            .query(
                "SELECT rows, different, repeated FROM caption_counts",
                r -> List.of(r.getLong(1), r.getLong(2), r.getLong(3)))
            .getFirst();
    String lead =
        "%,d captions, %,d of them different; %,d pictures share theirs with another."
            .formatted(counts.get(0), counts.get(1), counts.get(2));
    Table table =
        table(
            List.of(
                count("rank", "Rank"),
                text("caption", "Caption"),
                count("count", "Pictures"),
                count("addresses", "Addresses"),
                count("domains", "Domains")),
            found,
            explored.finder().isSettled() ? Map.of() : captionsNow(found),
            size,
            database.number("SELECT count(*) FROM captions"));
    return Answer.of("Repeated captions", lead, table).in("phrases");
  }

  private Answer sequences(int after, int size) throws IOException {
    Database database = explored.index().database();
    List<Phrase> found = from("sequences", "sequence, count, words, domains", after, size + 1);
    Table table =
        table(
            List.of(
                count("rank", "Rank"),
                text("sequence", "Words"),
                count("count", "Pictures"),
                count("words", "Length"),
                count("domains", "Domains")),
            found,
            explored.finder().isSettled() ? Map.of() : sequencesNow(found),
            size,
            database.number("SELECT count(*) FROM sequences"));
    return Answer.of(
            "Repeated words",
            "Three to six words that follow each other in many captions. What is only seen as a part of more words is left out.",
            table)
        .in("phrases");
  }

  /// @param now counts of the phrases that are left, where rows were hidden since they were counted
  private Table table(
      List<Table.Column> columns, List<Phrase> found, Map<String, Long> now, int size, long total) {
    boolean settled = explored.finder().isSettled();
    boolean more = found.size() > size;
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Phrase phrase : more ? found.subList(0, size) : found) {
      Long count = settled ? Long.valueOf(phrase.count) : now.get(phrase.text);
      if (count != null && count > 0) {
        List<@Nullable Object> cells = row(phrase.rank, link(phrase.text), count);
        cells.addAll(phrase.numbers);
        rows.add(cells);
      }
    }
    String next = more ? Long.toString(found.get(size - 1).rank) : null;
    return new Table(columns, rows, settled, total, next);
  }

  private static Object link(String text) {
    return text.length() > LONGEST_LINK ? (Object) text : (Object) images(text);
  }

  private Map<String, Long> captionsNow(List<Phrase> found) throws IOException {
    Map<String, Long> now = new HashMap<>();
    if (!found.isEmpty()) {
      String texts =
          found.stream().map(p -> Database.literal(p.text)).collect(Collectors.joining(", "));
      explored
          .index()
          .database()
          .query(
              "SELECT id, caption FROM rows WHERE caption IN (" + texts + ")",
              r ->
                  explored.finder().isHidden(r.getLong(1))
                      || now.merge(r.getString(2), 1L, Long::sum) > 0);
    }
    return now;
  }

  private Map<String, Long> sequencesNow(List<Phrase> found) throws IOException {
    Map<String, Long> now = new HashMap<>();
    for (Phrase phrase : found) {
      now.put(phrase.text, explored.finder().phrase(phrase.text));
    }
    return now;
  }
}
