package pairmill.explorer.page;

import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.share;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Filter;
import pairmill.explorer.index.Database;
import pairmill.explorer.index.RowColumn;

/// What was read about consent, and the licences that pages linked to: what signals said, in full
/// or in a word, where it was read, and by how many rows. `by` says which of these.
@ApplicationScoped
public final class Consent implements Page {
  private static final int SIZE = 100;
  private static final int LICENCES = 1_000;

  private final Explored explored;
  private final Counts counts;

  @Inject
  Consent(Explored explored, Counts counts) {
    this.explored = explored;
    this.counts = counts;
  }

  @Override
  public String name() {
    return "consent";
  }

  /// What rows are counted by.
  ///
  /// @param name value of the parameter `by`
  public record By(String name, String label) {}

  private static final List<By> ALL =
      List.of(
          new By("said", "What signals said"),
          new By("value", "In full"),
          new By("source", "Where it was read"),
          new By("licence", "Licences"));

  /// How many rows have what.
  ///
  /// @param read rows with evidence
  /// @param unreadable rows whose evidence is no JSON array
  private record Totals(long read, long unreadable, long values, long sources) {}

  @Override
  public Answer answer(Question question) throws IOException {
    boolean evidence = explored.index().has(RowColumn.CONSENT_EVIDENCE);
    boolean licences = explored.index().has(RowColumn.LICENSE);
    String by = question.text("by", evidence || !licences ? "said" : "licence");
    if (ALL.stream().noneMatch(known -> known.name().equals(by))) {
      throw new IllegalArgumentException(
          "by: '%s' is none of %s"
              .formatted(by, String.join(", ", ALL.stream().map(By::name).toList())));
    }
    Totals totals = totals();
    Table table = table(question, by, totals);
    return Answer.of("Consent", lead(evidence), table)
        .in("consent")
        .with("by", by)
        .with("all", ALL)
        .with("bars", Measures.of(table, table.columns().size() - 2))
        .with("lacks", lacks(by, evidence, licences))
        .also("rows_with_evidence", totals.read)
        .also("rows_without", counts.of(Filter.ALL) - totals.read - totals.unreadable)
        .also("rows_unreadable", totals.unreadable);
  }

  private static String lead(boolean evidence) {
    return evidence
        ? "What was read about consent before or while pictures were asked for. It is a signal, no permission."
        : "This dataset has no consent_evidence: what was read about consent is not recorded in it.";
  }

  private static @Nullable String lacks(String by, boolean evidence, boolean licences) {
    return by.equals("licence")
        ? (licences ? null : "This dataset has no license: no row says what its page linked to.")
        : (evidence ? null : "There is no evidence to count.");
  }

  private Table table(Question question, String by, Totals totals) throws IOException {
    int after = question.number("after", 0, 0, Integer.MAX_VALUE);
    int size = question.number("size", SIZE, 1, 1_000);
    return switch (by) {
      case "value" ->
          ranked(
              "SELECT rank, count, signal, value FROM consent_values",
              text("value", "Value"),
              after,
              size,
              totals.values);
      case "source" ->
          ranked(
              "SELECT rank, count, signal, source FROM consent_sources",
              text("source", "Read from"),
              after,
              size,
              totals.sources);
      case "licence" -> licences();
      default ->
          ranked(
              "SELECT rank, count, signal, said FROM consent_said",
              text("said", "Said"),
              after,
              size,
              explored.index().database().number("SELECT count(*) FROM consent_said"));
    };
  }

  // Rows may be missing at the end: not all values are kept.
  private Table ranked(String select, Table.Column told, int after, int size, long total)
      throws IOException {
    double all = Math.max(1, explored.index().mark().rows());
    List<Long> ranks = new ArrayList<>();
    List<List<@Nullable Object>> rows =
        explored
            .index()
            .database()
            .query(
                select + " WHERE rank > ? ORDER BY rank LIMIT ?",
                List.of(after, size + 1),
                found -> {
                  ranks.add(found.getLong(1));
                  long count = found.getLong(2);
                  return row(found.getString(3), linked(found.getString(4)), count, count / all);
                });
    boolean more = rows.size() > size;
    boolean whole = more || after + rows.size() >= total;
    return new Table(
        List.of(text("signal", "Signal"), told, count("count", "Rows"), share("share", "Share")),
        more ? rows.subList(0, size) : rows,
        whole && explored.finder().isSettled(),
        total,
        more ? Long.toString(ranks.get(size - 1)) : null);
  }

  private static Object linked(String text) {
    String web = Show.web(text);
    return web == null ? text : new Table.Link(text, web);
  }

  private Table licences() throws IOException {
    List<Map.Entry<String, Long>> words =
        explored.index().has(RowColumn.LICENSE) ? counts.words(RowColumn.LICENSE) : List.of();
    double all = Math.max(1, counts.of(Filter.ALL));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Map.Entry<String, Long> word : words.subList(0, Math.min(words.size(), LICENCES))) {
      String href = Question.address("images", "license", word.getKey());
      rows.add(row(new Table.Link(word.getKey(), href), word.getValue(), word.getValue() / all));
    }
    return new Table(
        List.of(text("license", "Licence"), count("count", "Rows"), share("share", "Share")),
        rows,
        rows.size() == words.size(),
        (long) words.size(),
        null);
  }

  private Totals totals() throws IOException {
    Database database = explored.index().database();
    return database
        .query(
            "SELECT count, unreadable, values_in_all, sources_in_all FROM consent",
            found ->
                new Totals(found.getLong(1), found.getLong(2), found.getLong(3), found.getLong(4)))
        .getFirst();
  }
}
