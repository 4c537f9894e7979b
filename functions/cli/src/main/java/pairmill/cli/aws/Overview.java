package pairmill.cli.aws;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import pairmill.aws.QueueCounts;
import pairmill.cli.ProgressText;
import pairmill.cli.TextTable;
import pairmill.cli.WrongUseException;
import pairmill.pair.StageName;
import pairmill.stage.Unfinished;
import pairmill.store.Store;

/// The runs of a deployment that are not published yet, and its queues.
///
/// @param runs in the order of their names; one that was just published may be among them
/// @param queues by name
public record Overview(List<Line> runs, SortedMap<String, QueueCounts> queues) {
  private static final int LONGEST = 100;

  /// One run.
  ///
  /// @param state growing, closed, planned or published
  /// @param extracted archives whose pairs are committed
  /// @param downloaded shards whose pictures are
  /// @param scored shards that are scored
  public record Line(String run, String state, int extracted, int downloaded, int scored) {}

  /// Reads it.
  public static Overview of(Store store, SortedMap<String, QueueCounts> queues) throws IOException {
    List<Line> runs = new ArrayList<>();
    for (String run : new Unfinished(store).runs()) {
      try {
        RunState state = RunState.of(run, store);
        runs.add(
            new Line(
                run,
                state.words(),
                state.done(StageName.EXTRACT),
                state.done(StageName.DOWNLOAD),
                state.done(StageName.SCORE)));
      } catch (WrongUseException e) {
        runs.add(new Line(run, "opening", 0, 0, 0)); // its mark is written before all else of it
      }
    }
    return new Overview(runs, queues);
  }

  /// The overview, for people.
  @Override
  public String toString() {
    if (runs.isEmpty()) {
      return "No run is unfinished.\n\n" + RunStatus.queues(queues);
    }
    TextTable table = new TextTable(LONGEST, "llrrr");
    table.row("run", "is", "archives extracted", "shards downloaded", "shards scored");
    for (Line line : runs) {
      table.row(
          line.run(),
          line.state(),
          ProgressText.number(line.extracted()),
          ProgressText.number(line.downloaded()),
          ProgressText.number(line.scored()));
    }
    return table + "\n" + RunStatus.queues(queues);
  }
}
