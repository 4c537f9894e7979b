package pairmill.cli.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pairmill.cli.ProgressText;
import pairmill.cli.TextTable;
import pairmill.cost.Cost;
import pairmill.pair.StageName;
import pairmill.shard.ShardStats;
import pairmill.store.Store;

/// What the committed tasks of a run have cost: an estimate by list prices, see [Cost].
///
/// @param published pairs; 0 while the run is not
/// @param dollarsPerMillion published pairs; null while there are none
public record RunCost(
    String run,
    List<Line> stages,
    Cost total,
    long published,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double dollarsPerMillion) {
  private static final int LONGEST = 40;

  /// One stage.
  ///
  /// @param tasks that are committed
  /// @param seconds that they took, one after the other
  public record Line(StageName stage, int tasks, double seconds, Cost cost) {}

  /// Adds it up.
  ///
  /// @throws pairmill.cli.WrongUseException when there is no such run
  public static RunCost of(String run, Store store) throws IOException, InterruptedException {
    RunState state = RunState.of(run, store);
    RunStats stats = RunStats.of(state, store);
    List<Line> lines = new ArrayList<>();
    Cost total = Cost.NONE;
    for (StageName stage : StageName.values()) {
      List<ShardStats> tasks = stats.of(stage);
      Cost cost = tasks.stream().map(ShardStats::cost).reduce(Cost.NONE, Cost::plus);
      lines.add(
          new Line(
              stage, tasks.size(), tasks.stream().mapToDouble(ShardStats::seconds).sum(), cost));
      total = total.plus(cost);
    }
    long published =
        state.published()
            ? stats.of(StageName.PUBLISH).stream().mapToLong(ShardStats::out).sum()
            : 0;
    return new RunCost(
        run,
        lines,
        total,
        published,
        published == 0 ? null : total.dollars() / published * 1_000_000);
  }

  /// The cost, for people.
  @Override
  public String toString() {
    TextTable table = new TextTable(LONGEST, "lrrrrrr");
    table.row("stage", "tasks", "seconds", "GB-s", "reads", "writes", "dollars");
    int tasks = 0;
    double seconds = 0;
    for (Line line : stages) {
      row(table, line.stage().label(), line.tasks(), line.seconds(), line.cost());
      tasks += line.tasks();
      seconds += line.seconds();
    }
    row(table, "all", tasks, seconds, total);
    String end =
        dollarsPerMillion == null
            ? "Nothing is published yet."
            : String.format(
                Locale.ROOT,
                "%,d published pairs: $%,.2f per million.",
                published,
                dollarsPerMillion);
    return "Run %s, an estimate by list prices\n\n%s\n%s\n".formatted(run, table, end);
  }

  private static void row(TextTable table, String name, int tasks, double seconds, Cost cost) {
    table.row(
        name,
        ProgressText.number(tasks),
        String.format(Locale.ROOT, "%,.0f", seconds),
        String.format(Locale.ROOT, "%,.0f", cost.gbSeconds()),
        ProgressText.number(cost.reads()),
        ProgressText.number(cost.writes()),
        String.format(Locale.ROOT, "%,.4f", cost.dollars()));
  }
}
