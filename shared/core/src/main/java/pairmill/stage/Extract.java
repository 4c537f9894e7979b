package pairmill.stage;

import java.io.IOException;
import java.util.List;
import pairmill.download.ArchivedImage;
import pairmill.pair.Pair;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.queue.Task;
import pairmill.row.RowSink;
import pairmill.row.Tables;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.shard.Damage;
import pairmill.store.Draft;

/// Finds the pairs of one input, and the image responses beside them.
public final class Extract implements Stage<Task.Extract> {
  private final Ports ports;
  private final PairSource source;

  public Extract(Ports ports, PairSource source) {
    this.ports = ports;
    this.source = source;
  }

  @Override
  public List<Task> run(Task.Extract task) throws IOException {
    RunKeys keys = new RunKeys(task.run());
    String mark = keys.extractStats(task.input());
    if (ports.store().exists(mark)) {
      return Commit.read(ports.store(), mark).next();
    }
    Run run = run(task, keys);
    try (Tally tally = new Tally(StageName.EXTRACT, ports);
        Draft pairs = ports.store().create(keys.pairs(task.input()));
        Draft images = ports.store().create(keys.images(task.input()))) {
      try (RowSink<Pair> pairSink =
              ports.tables().create(pairs.path(), Tables.pairs(run.spec().buckets()));
          RowSink<ArchivedImage> imageSink = ports.tables().create(images.path(), Tables.IMAGES)) {
        source.read(task, run, new Writing(pairSink, imageSink, tally));
      }
      pairs.publish();
      images.publish();
      return Commit.write(ports, mark, tally.stats(List.of(new Task.Plan(task.run()))));
    }
  }

  private Run run(Task.Extract task, RunKeys keys) throws IOException {
    Run run = Run.read(ports.store(), keys);
    if (run.closed() && run.input(task.input()) == null) {
      throw new IllegalArgumentException(
          "run '%s' is closed, and has no input '%s'".formatted(task.run(), task.input()));
    }
    return run;
  }

  private record Writing(RowSink<Pair> pairs, RowSink<ArchivedImage> images, Tally tally)
      implements PairSink {
    @Override
    public void pair(Pair pair) throws IOException {
      pairs.write(pair);
      tally.kept(1);
    }

    @Override
    public void refused(Reason reason, String example) {
      tally.refused(reason, example);
    }

    @Override
    public void image(ArchivedImage image) throws IOException {
      images.write(image);
      tally.count("images", 1);
    }

    @Override
    public void damage(Damage damage) {
      tally.damage(damage);
    }

    @Override
    public void count(String name, long items) {
      tally.count(name, items);
    }
  }
}
