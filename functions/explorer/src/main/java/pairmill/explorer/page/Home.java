package pairmill.explorer.page;

import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.index.Index;
import pairmill.explorer.index.Mark;
import pairmill.explorer.index.RowColumn;

/// What this dataset is: the first page that a newcomer sees.
@ApplicationScoped
public final class Home implements Page {
  private static final int TOP = 8;

  private final Explored explored;
  private final Counts counts;
  private final Histograms histograms;

  @Inject
  Home(Explored explored, Counts counts, Histograms histograms) {
    this.explored = explored;
    this.counts = counts;
    this.histograms = histograms;
  }

  @Override
  public String name() {
    return "";
  }

  @Override
  public Answer answer(Question question) throws IOException {
    Index index = explored.index();
    Mark mark = index.mark();
    List<List<@Nullable Object>> facts = new ArrayList<>();
    facts.add(row("rows", mark.rows()));
    long domains = index.database().fact("SELECT count(*) FROM domains");
    facts.add(row("domains", domains));
    facts.add(row("files", (long) mark.files().size()));
    for (RowColumn column : RowColumn.values()) {
      facts.add(row("has " + column.columnName(), index.has(column)));
    }
    return Answer.of(
            explored.name(),
            "What %,d places on the web say about %,d pictures. A picture is loaded only once you ask for pictures."
                .formatted(domains, mark.rows()),
            Table.of(List.of(text("name", "What"), text("value", "Value")), facts))
        .in("home")
        .with("mark", mark)
        .with("domains", counts.words(RowColumn.DOMAIN).stream().limit(TOP).toList())
        .with("domainCount", domains)
        .with("stages", Funnel.stages(explored))
        .with("languages", counts.words(RowColumn.LANGUAGE).stream().limit(TOP).toList())
        .with("scores", histograms.small())
        .with("hasLanguage", index.has(RowColumn.LANGUAGE))
        .with(
            "lacks",
            RowColumn.of(RowColumn.Kind.SCORE).stream().filter(c -> !index.has(c)).toList());
  }
}
