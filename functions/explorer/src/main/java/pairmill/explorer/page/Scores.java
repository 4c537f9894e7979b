package pairmill.explorer.page;

import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.number;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Filter;
import pairmill.explorer.index.RowColumn;

/// How scores are spread: `/scores`, all of them; `/scores/NAME`, one in full ([Score]).
@ApplicationScoped
public final class Scores implements Page {
  private static final List<Table.Column> COLUMNS =
      List.of(
          text("name", "Score"),
          count("count", "Rows with one"),
          count("missing", "Rows without"),
          number("least", "Lowest"),
          number("p05", "5 % are below"),
          number("median", "Median"),
          number("mean", "Mean"),
          number("p95", "95 % are below"),
          number("most", "Highest"));

  private final Explored explored;
  private final Counts counts;
  private final Histograms histograms;

  @Inject
  Scores(Explored explored, Counts counts, Histograms histograms) {
    this.explored = explored;
    this.counts = counts;
    this.histograms = histograms;
  }

  @Override
  public String name() {
    return "scores";
  }

  /// A score on the overview.
  public record Card(
      String name, String label, String says, Histograms.Numbers numbers, Histogram histogram) {}

  @Override
  public Answer answer(Question question) throws IOException {
    String name = question.part(0);
    return name == null
        ? all()
        : new Score(explored, counts, histograms).answer(question, score(name));
  }

  private RowColumn score(String name) {
    List<RowColumn> all = RowColumn.of(RowColumn.Kind.SCORE);
    RowColumn score =
        RowColumn.named(name)
            .filter(all::contains)
            .orElseThrow(() ->
                new NoSuchThingException(
                    "There is no score named '%s'; there are %s.".formatted(name, list(all))));
    if (!explored.index().has(score)) {
      throw new NoSuchThingException(
          "No row of this dataset has a %s. It would be read from a column %s."
              .formatted(name, String.join(" or ", score.names())));
    }
    return score;
  }

  private static String list(List<RowColumn> columns) {
    return columns.stream().map(RowColumn::columnName).collect(Collectors.joining(", "));
  }

  private Answer all() throws IOException {
    long rows = counts.of(Filter.ALL);
    List<Card> cards = new ArrayList<>();
    List<List<@Nullable Object>> cells = new ArrayList<>();
    for (RowColumn score : histograms.scores()) {
      Histograms.Told told = histograms.tell(Filter.ALL, score, rows);
      Histograms.Small small = Histograms.small(score, told.bins());
      Histograms.Numbers n = told.numbers();
      cards.add(new Card(small.name(), small.label(), says(score), n, small.histogram()));
      cells.add(
          row(
              new Table.Link(small.name(), "/scores/" + small.name()),
              n.count(),
              n.missing(),
              known(n.least()),
              known(n.low()),
              known(n.median()),
              known(n.mean()),
              known(n.high()),
              known(n.most())));
    }
    List<RowColumn> lacks = new ArrayList<>(RowColumn.of(RowColumn.Kind.SCORE));
    lacks.removeAll(histograms.scores());
    boolean exact = cards.stream().allMatch(card -> card.numbers().exact());
    return new Answer(
            "Scores",
            cards.isEmpty()
                ? "No row of this dataset has a score: none of %s.".formatted(list(lacks))
                : "What models said about the pictures, and how it is spread over %,d rows."
                    .formatted(rows),
            new Table(COLUMNS, cells, exact, (long) cells.size(), null),
            "scores",
            Map.of(),
            Map.of())
        .with("cards", cards)
        .with("lacks", cards.isEmpty() ? "" : list(lacks));
  }

  /// Null for none.
  static @Nullable Double known(double number) {
    return Double.isNaN(number) ? null : Double.valueOf(number);
  }

  /// What a score means, in a sentence.
  static String says(RowColumn score) {
    return switch (score) {
      case SIMILARITY -> "How well picture and caption fit: the cosine of their embeddings.";
      case PUNSAFE -> "How probable it is that the picture is not safe for work, 0 to 1.";
      case PWATERMARK -> "How probable it is that the picture bears a watermark, 0 to 1.";
      case AESTHETIC -> "How people are expected to like the picture, about 0 to 10.";
      default -> "";
    };
  }
}
