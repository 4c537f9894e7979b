package pairmill.explorer.page;

import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.share;
import static pairmill.explorer.page.Table.text;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.pair.Reason;

/// Why pairs were dropped: the funnel as the dataset's manifest has it, whether it adds up or not.
@ApplicationScoped
public final class Funnel implements Page {
  private static final int REFUSED = 2;
  private static final List<Table.Column> COLUMNS =
      List.of(
          text("stage", "Stage"),
          text("reason", "Reason"),
          count("count", "Pairs"),
          share("share", "Of those in"),
          text("says", "What it says"));

  private final Explored explored;

  @Inject
  Funnel(Explored explored) {
    this.explored = explored;
  }

  @Override
  public String name() {
    return "funnel";
  }

  /// A stage of the journey.
  ///
  /// @param note what a reader has to know besides; empty for nothing
  /// @param wrong what does not add up, in a sentence; null when it all does
  /// @param inWidth percent of what went into the first stage, `outWidth` that came out
  public record Stage(
      String name,
      long in,
      long out,
      long refused,
      String note,
      @Nullable String wrong,
      double inWidth,
      double outWidth) {}

  @Override
  public Answer answer(Question question) {
    List<Stage> stages = stages(explored);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    explored.manifest().path("funnel").forEach(step -> rows.addAll(refused(step)));
    Table table = Table.of(COLUMNS, rows);
    return Answer.of("Funnel", lead(stages), table)
        .in("funnel")
        .with("bars", Measures.of(table, REFUSED))
        .also("stages", stages.stream().map(Funnel::program).toList())
        // For the template there is more to say.
        .with("stages", stages);
  }

  /// The stages of a dataset's run; none where nobody wrote them down.
  static List<Stage> stages(Explored explored) {
    JsonNode funnel = explored.manifest().path("funnel");
    List<Stage> stages = new ArrayList<>();
    for (JsonNode step : funnel) {
      stages.add(stage(step, stages.isEmpty() ? null : stages.getLast(), funnel));
    }
    return stages;
  }

  private String lead(List<Stage> stages) {
    if (explored.manifest().isMissingNode()) {
      return "There is no manifest.json beside these files, so nobody wrote down which pairs were dropped.";
    }
    return stages.isEmpty()
        ? "The manifest.json of this dataset has no funnel, so it does not say which pairs were dropped."
        : "How many pairs went into each stage, how many came out, and why the others did not: as manifest.json says it.";
  }

  private static Stage stage(JsonNode step, @Nullable Stage before, JsonNode funnel) {
    long in = step.path("in").asLong();
    long out = step.path("out").asLong();
    long refused = 0;
    for (JsonNode count : step.path("refused")) {
      refused += count.asLong();
    }
    double first = funnel.path(0).path("in").asLong();
    return new Stage(
        step.path("stage").asText(""),
        in,
        out,
        refused,
        step.path("note").asText(""),
        wrong(in, out, refused, before),
        Measures.percent((double) in, first),
        Measures.percent((double) out, first));
  }

  private static @Nullable String wrong(long in, long out, long refused, @Nullable Stage before) {
    if (in != out + refused) {
      return "This does not add up: %,d in, but %,d out and %,d refused."
          .formatted(in, out, refused);
    }
    return before != null && before.out != in
        ? "This does not add up: %,d came out of the stage before, but %,d went in."
            .formatted(before.out, in)
        : null;
  }

  private static List<List<@Nullable Object>> refused(JsonNode step) {
    double in = step.path("in").asLong();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> reason : step.path("refused").properties()) {
      long count = reason.getValue().asLong();
      rows.add(
          row(
              step.path("stage").asText(""),
              reason.getKey(),
              count,
              in > 0 ? Double.valueOf(count / in) : null,
              says(reason.getKey())));
    }
    return rows;
  }

  // Another program may know other reasons.
  private static @Nullable String says(String name) {
    for (Reason reason : Reason.values()) {
      if (reason.name().equals(name)) {
        return reason.description();
      }
    }
    return null;
  }

  private static Map<String, @Nullable Object> program(Stage stage) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("stage", stage.name);
    fields.put("in", stage.in);
    fields.put("out", stage.out);
    fields.put("refused", stage.refused);
    fields.put("note", stage.note.isEmpty() ? null : stage.note);
    fields.put("adds_up", stage.wrong == null);
    return fields;
  }
}
