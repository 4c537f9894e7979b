package pairmill.stage;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.pair.Pair;
import pairmill.pair.StageName;
import pairmill.queue.Task;
import pairmill.row.Row;
import pairmill.row.RowSink;
import pairmill.row.RowSource;
import pairmill.row.Tables;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.score.Scored;
import pairmill.score.Scorer;
import pairmill.shard.TarReader;
import pairmill.store.Draft;
import pairmill.store.LocalFile;

/// Scores the samples of one shard, and writes the rows that publish merges. In a run without a
/// scorer every sample goes on with its scores null, counted as `not_scored`.
public final class Score implements Stage<Task.Score> {
  private static final int BATCH = 64;

  private final Ports ports;
  private final @Nullable Scorer scorer;

  public Score(Ports ports, @Nullable Scorer scorer) {
    this.ports = ports;
    this.scorer = scorer;
  }

  @Override
  public List<Task> run(Task.Score task) throws IOException {
    RunKeys keys = new RunKeys(task.run());
    String mark = keys.scoreStats(task.shard());
    if (ports.store().exists(mark)) {
      return Commit.read(ports.store(), mark).next();
    }
    Scorer model = model(Run.read(ports.store(), keys).spec().scorer());
    try (Tally tally = new Tally(StageName.SCORE, ports);
        Draft draft = ports.store().create(keys.rows(task.shard()))) {
      try (LocalFile samples = ports.store().local(keys.samples(task.shard()));
          RowSource<Row> source = ports.tables().open(samples.path(), Tables.SAMPLES);
          RowSink<Row> sink = ports.tables().create(draft.path(), Tables.ROWS)) {
        if (model == null) {
          pass(source, sink, tally);
        } else {
          score(model, source, sink, tally, keys.tar(task.shard()));
        }
      }
      draft.publish();
      return Commit.write(ports.store(), mark, tally.stats(List.of(new Task.Publish(task.run()))));
    }
  }

  // The manifest tells the run's scorer: no other may score.
  private @Nullable Scorer model(@Nullable String name) {
    if (name == null) {
      return null;
    }
    if (scorer == null || !scorer.name().equals(name)) {
      throw new IllegalArgumentException(
          "the run asks for scorer %s, and there is %s"
              .formatted(name, scorer == null ? "none" : scorer.name()));
    }
    return scorer;
  }

  private static void pass(RowSource<Row> source, RowSink<Row> sink, Tally tally)
      throws IOException {
    for (Row row = source.next(); row != null; row = source.next()) {
      sink.write(row);
      if (row.kept()) {
        tally.kept(1);
        tally.count("not_scored", 1);
      }
    }
  }

  private void score(
      Scorer model, RowSource<Row> source, RowSink<Row> sink, Tally tally, String tar)
      throws IOException {
    try (TarReader pictures = new TarReader(ports.store().open(tar))) {
      List<Row> rows = new ArrayList<>();
      List<Row> batch = new ArrayList<>();
      List<byte[]> jpegs = new ArrayList<>();
      for (Row row = source.next(); row != null; row = source.next()) {
        rows.add(row);
        if (row.kept()) {
          batch.add(row);
          jpegs.add(pictures.read(row.key() + ".jpg"));
        }
        if (batch.size() == BATCH) {
          write(model, rows, batch, jpegs, sink, tally);
        }
      }
      write(model, rows, batch, jpegs, sink, tally);
    }
  }

  // Writes the rows in their order, those of the batch with what the model says of them, and
  // empties the lists.
  private static void write(
      Scorer model,
      List<Row> rows,
      List<Row> batch,
      List<byte[]> jpegs,
      RowSink<Row> sink,
      Tally tally)
      throws IOException {
    List<Pair> pairs = batch.stream().map(Row::pair).toList();
    List<Scored> all = batch.isEmpty() ? List.of() : model.score(pairs, jpegs);
    if (all.size() != batch.size()) {
      throw new IllegalStateException(
          "%s scored %d of %d samples".formatted(model.name(), all.size(), batch.size()));
    }
    Iterator<Scored> scored = all.iterator();
    for (Row row : rows) {
      sink.write(row.kept() ? scored(row, scored.next(), tally) : row);
    }
    rows.clear();
    batch.clear();
    jpegs.clear();
  }

  private static Row scored(Row row, Scored scored, Tally tally) {
    if (scored.refusal() == null) {
      tally.kept(1);
      return row.with(scored.scores());
    }
    String detail = requireNonNullElse(scored.detail(), "");
    tally.refused(scored.refusal(), row.pair().url() + ": " + detail);
    return row.with(scored.scores()).refused(scored.refusal(), detail);
  }
}
