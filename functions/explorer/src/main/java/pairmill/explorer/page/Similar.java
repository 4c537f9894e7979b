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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Finder;
import pairmill.explorer.find.FoundRow;
import pairmill.explorer.index.RowColumn;

/// Pictures like one: `/similar/ID`, by the cosine of their embeddings, within a filter. Without a
/// number, the page that asks for a picture or a text.
@ApplicationScoped
public final class Similar implements Page {
  static final int SIZE = 48;
  static final int MOST = 200;
  static final String NO_EMBEDDINGS =
      "This dataset keeps no embeddings, by which pictures are compared; 'pairmill run --keep-embeddings' does.";

  private static final Set<RowColumn> READ = read();
  private static final String NEITHER =
      "This dataset has neither embeddings nor PDQ hashes (column pdq), by which pictures could be compared.";
  private static final String COPIES_ALONE =
      "Copies of a picture are found, also in another size or format. " + NO_EMBEDDINGS;

  private final Explored explored;

  @Inject
  Similar(Explored explored) {
    this.explored = explored;
  }

  private static Set<RowColumn> read() {
    Set<RowColumn> read = EnumSet.copyOf(Tile.COLUMNS);
    read.add(RowColumn.URL);
    return read;
  }

  @Override
  public String name() {
    return "similar";
  }

  @Override
  public Answer answer(Question question) throws IOException {
    String part = question.part(0);
    if (part == null) {
      return form(explored);
    }
    if (!explored.index().hasEmbeddings()) {
      throw new NoSuchThingException(NO_EMBEDDINGS);
    }
    long id = Images.id(part);
    float[] vector = explored.finder().isHidden(id) ? null : explored.finder().vector(id);
    if (vector == null) {
      throw new NoSuchThingException("There is no embedding of row " + part + ".");
    }
    int size = question.number("size", SIZE, 1, MOST);
    List<Finder.Alike> alike = explored.finder().nearest(vector, question.filter(), size);
    return answer(
        explored,
        question,
        "Like row " + Show.count(id),
        "The most alike first, by the cosine of the embeddings. Nearly all of the nearest are found, not surely all.",
        alike);
  }

  /// Why pictures are not compared by all that there may be: a sentence; null when they are.
  static @Nullable String lack(Explored explored) {
    return explored.index().hasEmbeddings()
        ? null
        : explored.index().has(RowColumn.PDQ) ? COPIES_ALONE : NEITHER;
  }

  /// The page that asks for a picture or a text.
  static Answer form(Explored explored) {
    return framed(
        explored,
        "Look-alikes",
        "Is my picture in here? Which pictures show something like it?",
        Table.of(List.of(), List.of()));
  }

  /// An answer below the forms that ask for another.
  static Answer framed(Explored explored, String title, String lead, Table table) {
    return Answer.of(title, lead, table)
        .in("similar")
        .with("sendable", explored.index().hasEmbeddings() || explored.index().has(RowColumn.PDQ))
        .with("lack", lack(explored))
        .with("refusal", "")
        .with("compared", false)
        .with("copies", null)
        .with("tiles", List.of());
  }

  /// Rows by how alike they are, as a grid and a table.
  static Answer answer(
      Explored explored, Question question, String title, String lead, List<Finder.Alike> alike)
      throws IOException {
    List<FoundRow> found =
        FoundRow.of(explored.index(), alike.stream().map(Finder.Alike::id).toList(), READ);
    return framed(
            explored,
            title,
            lead,
            new Table(
                List.of(
                    count("id", "Row"),
                    number("cosine", "Cosine"),
                    text("caption", "Caption"),
                    text("url", "Address")),
                rows(alike, found),
                false,
                null,
                null))
        .with("compared", true)
        .with("tiles", found.stream().map(row -> Tile.of(row, question.pictures())).toList());
  }

  private static List<List<@Nullable Object>> rows(List<Finder.Alike> alike, List<FoundRow> found) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      FoundRow row = found.get(i);
      rows.add(
          row(
              new Table.Link(row.id(), "/images/" + row.id()),
              alike.get(i).cosine(),
              row.text(RowColumn.CAPTION),
              row.text(RowColumn.URL)));
    }
    return rows;
  }
}
