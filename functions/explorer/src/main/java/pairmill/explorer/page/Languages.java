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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Filter;
import pairmill.explorer.index.Database;
import pairmill.explorer.index.RowColumn;

/// In which languages captions are, and how their rows score.
@ApplicationScoped
public final class Languages implements Page {
  private static final List<Table.Column> COLUMNS =
      List.of(
          text("language", "Language"),
          text("name", "Name"),
          count("count", "Rows"),
          share("share", "Share"),
          number("similarity", "Similarity"),
          number("aesthetic", "Aesthetic"),
          number("punsafe", "Punsafe"),
          number("characters", "Characters"));

  // No more languages are told apart by anybody; what is beyond is no language.
  private static final int MOST = 1_000;

  private final Explored explored;
  private final Counts counts;

  @Inject
  Languages(Explored explored, Counts counts) {
    this.explored = explored;
    this.counts = counts;
  }

  @Override
  public String name() {
    return "languages";
  }

  @Override
  public Answer answer(Question question) throws IOException {
    boolean known = explored.index().has(RowColumn.LANGUAGE);
    List<Map.Entry<String, Long>> words = known ? counts.words(RowColumn.LANGUAGE) : List.of();
    List<List<@Nullable Object>> rows = rows(words.subList(0, Math.min(words.size(), MOST)));
    boolean exact = explored.finder().isSettled() && rows.size() == words.size();
    Table table = new Table(COLUMNS, rows, exact, (long) words.size(), null);
    return Answer.of(
            "Languages",
            known
                ? "Languages of captions, and the means of their rows; characters are those of captions."
                : "This dataset has no language: no row says in which one its caption is.",
            table)
        .in("languages")
        .with("bars", Measures.of(table, 2));
  }

  private List<List<@Nullable Object>> rows(List<Map.Entry<String, Long>> words)
      throws IOException {
    Map<String, List<@Nullable Object>> means = means();
    double all = Math.max(1, counts.of(Filter.ALL));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Map.Entry<String, Long> word : words) {
      String code = word.getKey();
      boolean none = code.equals(Filter.NONE);
      List<@Nullable Object> cells =
          row(
              new Table.Link(code, Question.address("images", "language", code)),
              none ? "none told" : Show.language(code),
              word.getValue(),
              word.getValue() / all);
      cells.addAll(means.getOrDefault(none ? "" : code, row(null, null, null, null)));
      rows.add(cells);
    }
    return rows;
  }

  private Map<String, List<@Nullable Object>> means() throws IOException {
    Map<String, List<@Nullable Object>> means = new HashMap<>();
    explored
        .index()
        .database()
        .query(
            "SELECT word, similarity, aesthetic, punsafe, characters FROM words WHERE name = ?",
            List.of(RowColumn.LANGUAGE.columnName()),
            found ->
                means.put(
                    found.getString(1),
                    row(
                        Database.value(found, 2),
                        Database.value(found, 3),
                        Database.value(found, 4),
                        Database.value(found, 5))));
    return means;
  }
}
