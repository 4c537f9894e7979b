package pairmill.explorer.page;

import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.number;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Filter;
import pairmill.explorer.find.Finder;
import pairmill.explorer.find.FoundRow;
import pairmill.explorer.find.Order;
import pairmill.explorer.index.Index;
import pairmill.explorer.index.RowColumn;

/// Rows and their pictures: `/images`, filtered, ordered, as a grid or a table; `/images/ID`, one
/// of them.
@ApplicationScoped
public final class Images implements Page {
  private static final int SIZE = 48;
  private static final int FACETS = 12;

  private final Explored explored;
  private final Counts counts;

  @Inject
  Images(Explored explored, Counts counts) {
    this.explored = explored;
    this.counts = counts;
  }

  @Override
  public String name() {
    return "images";
  }

  @Override
  public Answer answer(Question question) throws IOException {
    String id = question.part(0);
    return id == null ? list(question) : one(question, id);
  }

  private Answer list(Question question) throws IOException {
    Filter filter = question.filter();
    missing(explored.index(), filter);
    Order order =
        Order.of(question.text("sort", ""), filter.q().isEmpty() ? Order.DATASET : Order.FIT);
    int size = question.number("size", SIZE, 1, 500);
    Finder.Page page = explored.finder().page(filter, order, question.text("after", ""), size);
    List<FoundRow> rows = FoundRow.of(explored.index(), page.ids(), read());
    long total = counts.of(filter);
    return Answer.of(
            "Images",
            total == 0
                ? "Nothing matches."
                : "%,d of %,d rows.".formatted(total, explored.index().mark().rows()),
            new Table(columns(), rows.stream().map(this::cells).toList(), true, total, page.next()))
        .in("images")
        .with("tiles", rows.stream().map(r -> Tile.of(r, question.pictures())).toList())
        .with("facets", facets(question, filter))
        .with("filter", filter)
        .with("order", order.toString())
        .with("orders", orders())
        .with("view", question.text("view", "grid"))
        .with("numbers", numbers());
  }

  /// A condition on what the dataset does not have would find nothing, and not say why.
  static void missing(Index index, Filter filter) {
    for (Filter.Condition condition : filter.conditions()) {
      if (!index.has(condition.column())) {
        throw new IllegalArgumentException(
            "This dataset has no column %s.".formatted(condition.column().columnName()));
      }
    }
  }

  private List<RowColumn> numbers() {
    return Stream.of(RowColumn.values())
        .filter(c -> c.isNumber() && explored.index().has(c))
        .toList();
  }

  private List<String> orders() {
    return numbers().stream()
        .map(RowColumn::columnName)
        .flatMap(name -> Stream.of("-" + name, name))
        .toList();
  }

  private List<RowColumn> shown() {
    return Stream.of(RowColumn.values())
        .filter(c -> c.isAsked() || c == RowColumn.CAPTION || c == RowColumn.URL)
        .filter(explored.index()::has)
        .toList();
  }

  /// What is shown, and what a tile is made of.
  private Set<RowColumn> read() {
    Set<RowColumn> read = EnumSet.copyOf(Tile.COLUMNS);
    read.addAll(shown());
    return read;
  }

  private List<Table.Column> columns() {
    List<Table.Column> columns = new ArrayList<>(List.of(count("id", "Row")));
    for (RowColumn column : shown()) {
      String name = column.columnName();
      columns.add(
          switch (column.kind()) {
            case TEXT, DETAIL, WORD -> text(name, Labels.of(column));
            case COUNT -> count(name, Labels.of(column));
            case SCORE -> number(name, Labels.of(column));
          });
    }
    return columns;
  }

  private List<@Nullable Object> cells(FoundRow found) {
    List<@Nullable Object> cells = row(new Table.Link(found.id(), "/images/" + found.id()));
    shown().forEach(column -> cells.add(found.values().get(column)));
    return cells;
  }

  /// Words of a column by which the rows can be narrowed.
  ///
  /// @param all where no word is chosen
  public record Facet(
      String label, String name, String chosen, String all, List<FacetWord> words) {}

  /// One of them, and where it leads.
  public record FacetWord(String word, long count, String href) {}

  private List<Facet> facets(Question question, Filter filter) throws IOException {
    List<RowColumn> columns =
        RowColumn.of(RowColumn.Kind.WORD).stream().filter(explored.index()::has).toList();
    // Those that the filter says nothing of are counted in the same rows, so in one go.
    List<RowColumn> free = columns.stream().filter(c -> filter.without(c).equals(filter)).toList();
    List<List<Map.Entry<String, Long>>> counted = counts.words(filter, free, FACETS);
    List<Facet> facets = new ArrayList<>();
    for (RowColumn column : columns) {
      facets.add(
          facet(
              question,
              column,
              free.contains(column)
                  ? counted.get(free.indexOf(column))
                  : counts.words(filter.without(column), List.of(column), FACETS).getFirst()));
    }
    return facets;
  }

  private static Facet facet(
      Question question, RowColumn column, List<Map.Entry<String, Long>> counted) {
    String name = column.columnName();
    List<FacetWord> words =
        counted.stream()
            .limit(FACETS)
            .map(word ->
                new FacetWord(word.getKey(), word.getValue(), question.with(name, word.getKey())))
            .toList();
    return new Facet(
        Labels.of(column), name, question.text(name, ""), question.with(name, ""), words);
  }

  /// The number of a row.
  ///
  /// @throws IllegalArgumentException with a sentence, when it is none
  static long id(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no number of a row", e);
    }
  }

  private Answer one(Question question, String id) throws IOException {
    long number = id(id);
    FoundRow row =
        explored.finder().isHidden(number) ? null : FoundRow.whole(explored.index(), number);
    if (row == null) {
      throw new NoSuchThingException("There is no row " + id + ".");
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    row.values()
        .forEach((column, value) -> {
          if (explored.index().has(column)) {
            rows.add(row(column.columnName(), value));
          }
        });
    boolean reveal = question.text("show", "").equals("unsafe");
    return Answer.of(
            "Row " + Show.count(number),
            "",
            Table.of(List.of(text("column", "Column"), text("value", "Value")), rows))
        .in("image")
        .with("tile", Tile.of(row, question.pictures(), reveal))
        .with("row", row)
        .with("hasEmbeddings", explored.index().hasEmbeddings());
  }
}
