package pairmill.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import pairmill.pair.StageName;
import pairmill.queue.Task;
import pairmill.run.ImagesFrom;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.run.RunSpec;
import pairmill.store.Draft;
import pairmill.store.Scratch;

/// Turns the pairs of all the run's archives into shards: unique, permitted, fair to every host.
///
/// Does nothing until the run is closed and each of its inputs is extracted; the last extract's
/// announcement finds everything there.
public final class Plan implements Stage<Task.Plan> {
  private final Ports ports;
  private final Planner planner;

  public Plan(Ports ports, Planner planner) {
    this.ports = ports;
    this.planner = planner;
  }

  @Override
  public List<Task> run(Task.Plan task) throws IOException {
    RunKeys keys = new RunKeys(task.run());
    if (ports.store().exists(keys.planStats())) {
      return Commit.read(ports.store(), keys.planStats()).next();
    }
    Run run = Run.read(ports.store(), keys);
    if (!run.closed() || !extracted(run, keys)) {
      return List.of();
    }
    try (Tally tally = new Tally(StageName.PLAN, ports);
        LocalFiles files = new LocalFiles(ports.store());
        Scratch scratch = Scratch.open(ports.store())) {
      Planner.Planned planned = plan(run, keys, files, scratch.folder());
      planned
          .refused()
          .forEach((reason, n) ->
              tally.refused(reason, n, planned.examples().getOrDefault(reason, List.of())));
      List<Task> next = keep(planned, task.run(), keys, tally);
      return Commit.write(ports, keys.planStats(), tally.stats(next));
    }
  }

  private Planner.Planned plan(Run run, RunKeys keys, LocalFiles files, Path work)
      throws IOException {
    List<String> names = run.inputs().stream().map(Run.Input::name).toList();
    Planner.PlanSpec spec =
        new Planner.PlanSpec(
            run.spec().images() == ImagesFrom.ARCHIVE,
            run.spec().hostCap(),
            RunSpec.SHARD_SIZE,
            RunSpec.HOST_SHARE,
            run.spec().removals() == null ? List.of() : List.of(files.local(keys.removals())));
    return planner.plan(
        files.all(names.stream().map(keys::pairs).toList()),
        files.all(names.stream().map(keys::images).toList()),
        spec,
        work);
  }

  private boolean extracted(Run run, RunKeys keys) throws IOException {
    for (Run.Input input : run.inputs()) {
      if (!ports.store().exists(keys.extractStats(input.name()))) {
        return false;
      }
    }
    return true;
  }

  private List<Task> keep(Planner.Planned planned, String run, RunKeys keys, Tally tally)
      throws IOException {
    List<Task> next = new ArrayList<>();
    for (Planner.PlannedShard shard : planned.shards()) {
      try (Draft draft = ports.store().create(keys.shard(shard.number()))) {
        Files.move(shard.file(), draft.path(), StandardCopyOption.REPLACE_EXISTING);
        draft.publish();
      }
      tally.kept(shard.pairs());
      next.add(new Task.Download(run, shard.number(), shard.bucket()));
    }
    tally.count("shards", planned.shards().size());
    return next.isEmpty() ? List.of(new Task.Publish(run)) : next;
  }
}
