package pairmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.run.Json;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.shard.ShardStats;

/// How far a run got that has no dataset yet, by what its tasks committed.
public final class RunView {
  private static final int LONGEST = 80;

  private final Run run;
  private final List<ShardStats> committed;

  private RunView(Run run, List<ShardStats> committed) {
    this.run = run;
    this.committed = committed;
  }

  /// Reads the statistics of a run.
  ///
  /// @param folder that holds `run.json`
  /// @throws IOException when one of its files is damaged
  public static RunView open(Path folder) throws IOException {
    Path file = folder.resolve(new RunKeys("").spec());
    Run run = Json.read(Files.readAllBytes(file), Run.class, file.toString());
    List<ShardStats> committed = new ArrayList<>();
    for (String part : List.of("extract", "plan", "samples", "scores", "publish")) {
      for (Path stats : statsFiles(folder.resolve(part))) {
        committed.add(Json.read(Files.readAllBytes(stats), ShardStats.class, stats.toString()));
      }
    }
    return new RunView(run, committed);
  }

  private static List<Path> statsFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith("stats.json")).sorted().toList();
    }
  }

  /// The run, for people.
  @Override
  public String toString() {
    TextTable inputs = new TextTable(LONGEST, "lr").row("archive", "bytes");
    for (Run.Input input : run.inputs()) {
      inputs.row(input.name(), ProgressText.number(input.bytes()));
    }
    TextTable stages =
        new TextTable(LONGEST, "lrrrl").row("stage", "tasks done", "in", "out", "refused");
    for (StageName stage : StageName.values()) {
      if (stage != StageName.PUBLISH) { // its mark is the manifest
        add(stages, stage);
      }
    }
    return "Run without a dataset yet\n\n" + inputs + "\n" + stages;
  }

  private void add(TextTable table, StageName stage) {
    List<ShardStats> tasks = committed.stream().filter(one -> one.stage() == stage).toList();
    SortedMap<Reason, Long> refused = new TreeMap<>();
    tasks.forEach(one -> one.refused().forEach((reason, n) -> refused.merge(reason, n, Long::sum)));
    table.row(
        stage.label(),
        ProgressText.number(tasks.size()),
        ProgressText.number(tasks.stream().mapToLong(ShardStats::in).sum()),
        ProgressText.number(tasks.stream().mapToLong(ShardStats::out).sum()),
        DatasetView.reasons(refused));
  }
}
