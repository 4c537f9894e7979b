package pairmill.cli.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pairmill.aws.QueueCounts;
import pairmill.cli.DatasetView;
import pairmill.cli.ProgressText;
import pairmill.cli.TextTable;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.run.Run;
import pairmill.shard.ShardStats;
import pairmill.store.Store;

/// How far a run is: its tasks, and what has become of its pairs so far.
///
/// @param queues of the deployment, by name; their messages may be other runs'
public record RunStatus(
    String run,
    boolean closed,
    boolean planned,
    boolean published,
    List<Line> stages,
    SortedMap<String, QueueCounts> queues) {
  private static final int LONGEST = 80;

  /// One stage.
  ///
  /// @param done tasks that are committed
  /// @param known how many there will be; null while nobody knows
  /// @param in what came in so far, as in [ShardStats]
  public record Line(
      StageName stage,
      int done,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer known,
      long in,
      long out,
      SortedMap<Reason, Long> refused) {}

  /// Reads it.
  ///
  /// @throws pairmill.cli.WrongUseException when there is no such run
  public static RunStatus of(String run, Store store, SortedMap<String, QueueCounts> queues)
      throws IOException, InterruptedException {
    RunState state = RunState.of(run, store);
    RunStats stats = RunStats.of(state, store);
    List<Line> lines = new ArrayList<>();
    for (StageName stage : StageName.values()) {
      lines.add(line(stage, stats));
    }
    return new RunStatus(
        run, state.run().closed(), state.planned(), state.published(), lines, queues);
  }

  private static Line line(StageName stage, RunStats stats) {
    SortedMap<Reason, Long> refused = new TreeMap<>();
    long in = 0;
    long out = 0;
    for (ShardStats one : stats.of(stage)) {
      in += one.in();
      out += one.out();
      one.refused().forEach((reason, n) -> refused.merge(reason, n, Long::sum));
    }
    return new Line(stage, stats.state().done(stage), known(stage, stats), in, out, refused);
  }

  private static @Nullable Integer known(StageName stage, RunStats stats) {
    Run run = stats.state().run();
    return switch (stage) {
      case EXTRACT -> run.closed() ? run.inputs().size() : null;
      case PLAN, PUBLISH -> 1;
      case DOWNLOAD, SCORE -> {
        List<ShardStats> plan = stats.of(StageName.PLAN);
        yield plan.isEmpty() ? null : (int) plan.getFirst().count("shards");
      }
    };
  }

  /// The status, for people.
  @Override
  public String toString() {
    TextTable table = new TextTable(LONGEST, "lrrrl");
    table.row("stage", "tasks done", "in", "out", "refused");
    for (Line line : stages) {
      table.row(
          line.stage().label(),
          tasks(line),
          ProgressText.number(line.in()),
          ProgressText.number(line.out()),
          DatasetView.reasons(line.refused()));
    }
    return "Run %s, %s, %s, %s\n\n%s\n%s"
        .formatted(
            run,
            closed ? "closed" : "not closed",
            planned ? "planned" : "not planned",
            published ? "published" : "not published",
            table,
            queues(queues));
  }

  private static String tasks(Line line) {
    String done = ProgressText.number(line.done());
    return line.known() == null ? done : done + " of " + ProgressText.number(line.known());
  }

  /// Counts of messages, for people.
  static TextTable queues(SortedMap<String, QueueCounts> queues) {
    TextTable table = new TextTable(LONGEST, "lrrr").row("queue", "waiting", "in flight", "dead");
    queues.forEach((name, counts) ->
        table.row(
            name,
            ProgressText.number(counts.waiting()),
            ProgressText.number(counts.inFlight()),
            ProgressText.number(counts.dead())));
    return table;
  }
}
