package pairmill.cli.aws;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pairmill.cli.ProgressText;
import pairmill.cli.TextTable;
import pairmill.cli.WrongUseException;
import pairmill.queue.Outbox;
import pairmill.queue.Task;
import pairmill.run.Run;
import pairmill.stage.Runs;
import pairmill.store.Store;

/// A run that was closed, and what was sent because of it.
public record Closing(String run, Runs.Closed closed) {
  private static final int LONGEST = 200;

  /// Closes a run and sends the tasks that are not known to be done. A second time changes nothing
  /// but sends those that are left again.
  ///
  /// @throws WrongUseException when there is nothing to close
  public static Closing of(String run, Store store, Outbox outbox) throws IOException {
    Runs.Closed closed;
    try {
      closed = new Runs(store).close(run);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(String.valueOf(e.getMessage()));
    }
    outbox.send(closed.next());
    return new Closing(run, closed);
  }

  /// True when something lies where the run's archives do that is none of them.
  public boolean leftOut() {
    return !closed.leftOut().isEmpty();
  }

  /// What was done, for people.
  @Override
  public String toString() {
    List<Run.Input> inputs = closed.run().inputs();
    TextTable archives = new TextTable(LONGEST, "lr").row("archive", "bytes");
    inputs.forEach(input -> archives.row(input.name(), ProgressText.number(input.bytes())));
    String text =
        "Run %s is closed.\n\n%s\nSent: %s\n".formatted(run, archives, kinds(closed.next()));
    if (!leftOut()) {
      return text;
    }
    TextTable others = new TextTable(LONGEST, "l");
    closed.leftOut().forEach(others::row);
    return text + "\nLeft out, as it came too late or is not named like an archive:\n" + others;
  }

  /// How many tasks of each kind, as `2 extract, 1 plan`.
  static String kinds(List<Task> tasks) {
    Map<String, Long> kinds =
        tasks.stream()
            .collect(Collectors.groupingBy(Closing::kind, TreeMap::new, Collectors.counting()));
    return kinds.entrySet().stream()
        .map(kind -> ProgressText.number(kind.getValue()) + " " + kind.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String kind(Task task) {
    return switch (task) {
      case Task.Extract _ -> "extract";
      case Task.Plan _ -> "plan";
      case Task.Download _ -> "download";
      case Task.Score _ -> "score";
      case Task.Publish _ -> "publish";
    };
  }
}
