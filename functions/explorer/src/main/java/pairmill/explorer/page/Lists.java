package pairmill.explorer.page;

import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.share;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Hidden;
import pairmill.explorer.index.RowColumn;

/// How often names stand in captions, word after word: `/lists`, `/lists/NAME`, and `/lists/own`
/// for a list that is sent, counted and forgotten.
@ApplicationScoped
public final class Lists implements Page {
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final List<Table.Column> COLUMNS =
      List.of(text("name", "Name"), count("count", "Captions"), share("share", "Of all rows"));

  private final Explored explored;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  @Inject
  Lists(Explored explored) {
    this.explored = explored;
  }

  /// Counts of a shipped list, right as long as the same rows are hidden.
  private record Kept(Hidden hidden, NameCounts counts) {}

  @Override
  public String name() {
    return "lists";
  }

  @Override
  public Answer answer(Question question) throws IOException {
    String name = question.part(0);
    if (name == null) {
      return all();
    }
    if (name.equals(NameList.OWN)) {
      return Answer.of(
              "Your own list",
              "How often names of your choice stand in captions. The list is counted, and kept nowhere.",
              Table.of(List.of(), List.of()))
          .in("list")
          .with("names", "")
          .with("own", true)
          .with("uncounted", 0)
          .with("hasCaptions", explored.index().has(RowColumn.CAPTION));
    }
    NameList list =
        NameList.named(name)
            .orElseThrow(() -> new NoSuchThingException("There is no list '" + name + "' here."));
    return answer(list, counts(list)).with("own", false).with("names", "");
  }

  /// Counts a list that a visitor sent.
  Answer own(NameList list, Duration limit) throws IOException {
    return answer(list, NameCounts.of(explored.finder(), list.names(), limit))
        .with("own", true)
        .with("posted", true)
        .with("names", String.join("\n", list.names()));
  }

  private Answer all() throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (NameList list : NameList.SHIPPED) {
      NameCounts counts = counts(list);
      NameCounts.NameCount most = counts.names().getFirst();
      boolean none = counts.found() == 0;
      rows.add(
          row(
              new Table.Link(list.title(), "/lists/" + list.name()),
              (long) list.names().size(),
              counts.found(),
              none ? null : Phrases.images(most.name()),
              none ? null : most.count()));
    }
    return Answer.of(
            "Lists",
            "How often names stand in captions, word after word.",
            Table.of(
                List.of(
                    text("list", "List"),
                    count("names", "Names"),
                    count("found", "Found"),
                    text("most", "Most often"),
                    count("count", "Captions")),
                rows))
        .in("lists")
        .with("hasCaptions", explored.index().has(RowColumn.CAPTION));
  }

  private NameCounts counts(NameList list) throws IOException {
    Hidden hidden = explored.finder().hidden();
    Kept before = kept.get(list.name());
    if (before != null && before.hidden.equals(hidden)) {
      return before.counts;
    }
    NameCounts counts = NameCounts.of(explored.finder(), list.names(), LIMIT);
    if (counts.uncounted() == 0) {
      kept.put(list.name(), new Kept(hidden, counts));
    }
    return counts;
  }

  private Answer answer(NameList list, NameCounts counts) {
    double all = Math.max(1, explored.index().mark().rows());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (NameCounts.NameCount name : counts.names()) {
      Long count = name.count();
      rows.add(row(Phrases.images(name.name()), count, count == null ? null : count / all));
    }
    String found =
        "%,d of %,d names stand in captions.".formatted(counts.found(), list.names().size());
    return Answer.of(
            list.title(),
            (list.lead() + " " + found).strip(),
            new Table(COLUMNS, rows, counts.uncounted() == 0, (long) rows.size(), null))
        .in("list")
        .with("hasCaptions", explored.index().has(RowColumn.CAPTION))
        .also("uncounted", counts.uncounted());
  }
}
