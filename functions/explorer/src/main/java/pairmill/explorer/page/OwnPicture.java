package pairmill.explorer.page;

import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.number;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Filter;
import pairmill.explorer.find.Finder;
import pairmill.explorer.find.FoundRow;
import pairmill.explorer.find.NearCopies;
import pairmill.explorer.index.RowColumn;
import pairmill.explorer.upload.RefusedPictureException;
import pairmill.explorer.upload.Uploaded;
import pairmill.explorer.upload.Uploads;

/// Pictures like one that a visitor sends: copies of it by PDQ, and what shows the same by the
/// embeddings, as far as the dataset has either. The picture is looked at, and forgotten.
@ApplicationScoped
public final class OwnPicture {
  private static final String PLAIN =
      "It is too plain or too small for a PDQ hash, so copies of it cannot be found.";
  private static final List<Table.Column> COLUMNS =
      List.of(
          count("id", "Row"),
          count("differ", "Bits that differ"),
          number("cosine", "Cosine"),
          text("caption", "Caption"),
          text("url", "Address"));

  private final Explored explored;
  private final Uploads uploads;

  @Inject
  OwnPicture(Explored explored, Uploads uploads) {
    this.explored = explored;
    this.uploads = uploads;
  }

  /// Compares a picture.
  ///
  /// @throws RefusedException when it is not looked at
  /// @throws NoSuchThingException when there is nothing to compare it with
  Answer answer(byte[] file, Question question) throws IOException {
    boolean hashes = explored.index().has(RowColumn.PDQ);
    String lack = Similar.lack(explored);
    int side = 0;
    try {
      Uploads.check(file);
      side = explored.index().hasEmbeddings() ? explored.model().side() : 0;
    } catch (IllegalArgumentException e) {
      lack = e.getMessage();
    } catch (RefusedPictureException e) {
      throw refused(e);
    }
    if (!hashes && side == 0) {
      throw new NoSuchThingException(String.valueOf(lack));
    }
    try {
      return answer(uploads.look(file, side), hashes, lack, question);
    } catch (RefusedPictureException e) {
      throw refused(e);
    }
  }

  private RefusedException refused(RefusedPictureException e) {
    String sentence = String.valueOf(e.getMessage());
    return new RefusedException(
        e.status(),
        sentence,
        Similar.form(explored).with("refusal", sentence).with("posted", true));
  }

  private Answer answer(Uploaded picture, boolean hashes, @Nullable String lack, Question question)
      throws IOException {
    List<NearCopies.Copy> copies = copies(picture, hashes);
    List<Finder.Alike> alike = alike(picture);
    Map<Long, Object> differ = new HashMap<>();
    copies.forEach(copy -> differ.put(copy.id(), (long) copy.differ()));
    Map<Long, Object> cosine = new HashMap<>();
    alike.forEach(one -> cosine.put(one.id(), one.cosine()));
    Set<Long> ids = new HashSet<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<FoundRow> found = found(copies.stream().map(NearCopies.Copy::id).toList(), ids);
    List<FoundRow> others = found(alike.stream().map(Finder.Alike::id).toList(), ids);
    for (List<FoundRow> part : List.of(found, others)) {
      for (FoundRow one : part) {
        Object link = new Table.Link(one.id(), "/images/" + one.id());
        rows.add(
            row(
                link,
                differ.get(one.id()),
                cosine.get(one.id()),
                one.text(RowColumn.CAPTION),
                one.text(RowColumn.URL)));
      }
    }
    return Similar.framed(
            explored,
            "Like your picture",
            lead(picture, copies, hashes),
            new Table(COLUMNS, rows, alike.isEmpty(), null, null))
        .with("lack", hashes && picture.pdq() == null ? PLAIN : lack)
        .with("copies", tiles(found, question))
        .with("tiles", tiles(others, question))
        .with("posted", true)
        .with("compared", true)
        .also("width", picture.width())
        .also("height", picture.height())
        .also("pdq", picture.pdq())
        .also("copies_found", copies.size());
  }

  private List<NearCopies.Copy> copies(Uploaded picture, boolean hashes) throws IOException {
    return !hashes || picture.pdq() == null
        ? List.of()
        : NearCopies.of(explored.index(), explored.finder(), picture.pdq(), Similar.MOST);
  }

  private List<Finder.Alike> alike(Uploaded picture) throws IOException {
    return picture.crop() == null
        ? List.of()
        : explored
            .finder()
            .nearest(explored.model().embed(picture.crop()), Filter.ALL, Similar.SIZE);
  }

  // Each row once.
  private List<FoundRow> found(List<Long> ids, Set<Long> before) throws IOException {
    return FoundRow.of(explored.index(), ids.stream().filter(before::add).toList());
  }

  private static List<Tile> tiles(List<FoundRow> rows, Question question) {
    return rows.stream().map(row -> Tile.of(row, question.pictures())).toList();
  }

  private static String lead(Uploaded picture, List<NearCopies.Copy> copies, boolean hashes) {
    String size = "%,d × %,d pixels".formatted(picture.width(), picture.height());
    if (!hashes || picture.pdq() == null) {
      return "Your picture of %s was looked at, and is kept nowhere.".formatted(size);
    }
    String found =
        switch (copies.size()) {
          case 0 -> "No copy of it is in this dataset";
          case 1 -> "One copy of it is in this dataset";
          case Similar.MOST ->
              "%,d copies of it or more are in this dataset".formatted(Similar.MOST);
          default -> "%,d copies of it are in this dataset".formatted(copies.size());
        };
    return "%s. Your picture of %s is kept nowhere.".formatted(found, size);
  }
}
