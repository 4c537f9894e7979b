package pairmill.explorer.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Finder;

/// Pictures that look like a text says: `/search?text=`, by the cosine of the embeddings, within a
/// filter.
@ApplicationScoped
public final class Search implements Page {
  private static final int LONGEST = 1_000;

  private final Explored explored;

  @Inject
  Search(Explored explored) {
    this.explored = explored;
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public Answer answer(Question question) throws IOException {
    if (!explored.index().hasEmbeddings()) {
      throw new NoSuchThingException(Similar.NO_EMBEDDINGS);
    }
    String text = question.text("text", "");
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "text has %,d characters; at most %,d are read".formatted(text.length(), LONGEST));
    }
    if (text.isEmpty()) {
      return Similar.form(explored);
    }
    List<Finder.Alike> alike =
        explored
            .finder()
            .nearest(
                explored.model().embed(text),
                question.filter(),
                question.number("size", Similar.SIZE, 1, Similar.MOST));
    return Similar.answer(
        explored,
        question,
        "Pictures like a text",
        "By what the pictures show, not by their captions. Nearly all of the nearest are found, not surely all.",
        alike);
  }
}
