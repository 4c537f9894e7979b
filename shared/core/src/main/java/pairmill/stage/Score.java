package pairmill.stage;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.queue.Task;
import pairmill.row.Row;
import pairmill.row.RowSink;
import pairmill.row.RowSource;
import pairmill.row.Tables;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.run.RunSpec;
import pairmill.score.Decision;
import pairmill.score.Scored;
import pairmill.score.Scorer;
import pairmill.score.ScorerSpec;
import pairmill.score.SuspiciousText;
import pairmill.shard.TarReader;
import pairmill.store.Digest;
import pairmill.store.Draft;
import pairmill.store.LocalFile;

/// Scores the samples of one shard, and writes the rows that publish merges. In a run without a
/// scorer every sample goes on with its scores null, counted as `not_scored`; one whose caption no
/// text tower reads goes on without similarity, counted as `unread_captions`.
public final class Score implements Stage<Task.Score> {
  private final Ports ports;
  private final @Nullable Scorer scorer;
  private final int threads;

  /// A stage that scores with `scorer`, where the run asks for it.
  ///
  /// @param threads how many batches are prepared while one is scored, 1 or more
  public Score(Ports ports, @Nullable Scorer scorer, int threads) {
    this.ports = ports;
    this.scorer = scorer;
    this.threads = threads;
  }

  @Override
  public List<Task> run(Task.Score task) throws IOException, InterruptedException {
    RunKeys keys = new RunKeys(task.run());
    String mark = keys.scoreStats(task.shard());
    if (ports.store().exists(mark)) {
      return Commit.read(ports.store(), mark).next();
    }
    RunSpec spec = Run.read(ports.store(), keys).spec();
    Scorer model = scorer(spec.scorer());
    try (Tally tally = new Tally(StageName.SCORE, ports);
        Draft draft = ports.store().create(keys.rows(task.shard()))) {
      try (LocalFile samples = ports.store().local(keys.samples(task.shard()));
          RowSource<Row> source = ports.tables().open(samples.path(), Tables.SAMPLES);
          RowSink<Row> sink = ports.tables().create(draft.path(), Tables.ROWS)) {
        if (model == null) {
          pass(source, sink, tally);
        } else {
          score(model, spec, keys, task.shard(), source, sink, tally);
        }
      }
      draft.publish();
      return Commit.write(ports, mark, tally.stats(List.of(new Task.Publish(task.run()))));
    }
  }

  // The manifest tells the run's scorer: no other may score.
  private @Nullable Scorer scorer(@Nullable ScorerSpec spec) {
    if (spec == null) {
      return null;
    }
    if (scorer == null || !scorer.spec().equals(spec)) {
      throw new IllegalArgumentException(
          "the run asks for %s, and there is %s"
              .formatted(spec, scorer == null ? "no scorer" : scorer.spec()));
    }
    return scorer;
  }

  private static void pass(RowSource<Row> source, RowSink<Row> sink, Tally tally)
      throws IOException {
    for (Row row = source.next(); row != null; row = source.next()) {
      sink.write(row);
      if (row.refusal() == Reason.UNSAFE) {
        tally.refused(Reason.UNSAFE, 1, List.of()); // when the shard was scored before
      } else if (row.kept()) {
        tally.kept(1);
        tally.count("not_scored", 1);
      }
    }
  }

  private void score(
      Scorer model,
      RunSpec spec,
      RunKeys keys,
      int shard,
      RowSource<Row> source,
      RowSink<Row> sink,
      Tally tally)
      throws IOException, InterruptedException {
    Decision decision = new Decision(model.spec().thresholds(), suspicious(spec, keys));
    try (TarReader pictures = new TarReader(ports.store().open(keys.tar(shard)));
        EmbeddingFiles embeddings = new EmbeddingFiles(ports.store(), keys, shard);
        Ahead ahead = new Ahead(model, decision, threads)) {
      Results results = new Results(sink, tally, spec.keepEmbeddings() ? embeddings : null);
      List<Row> rows = new ArrayList<>();
      List<byte[]> jpegs = new ArrayList<>();
      for (Row row = source.next(); row != null; row = source.next()) {
        rows.add(row);
        if (row.refusal() == Reason.UNSAFE) {
          tally.refused(Reason.UNSAFE, 1, List.of()); // when the shard was scored before
        } else if (row.kept()) {
          jpegs.add(pictures.read(row.key() + ".jpg"));
        }
        if (jpegs.size() == model.batchSize()) {
          ahead.add(rows, jpegs);
          rows = new ArrayList<>();
          jpegs = new ArrayList<>();
          while (ahead.full()) {
            results.write(ahead.take());
          }
        }
      }
      ahead.add(rows, jpegs);
      while (!ahead.isEmpty()) {
        results.write(ahead.take());
      }
      embeddings.publish();
    }
  }

  private SuspiciousText suspicious(RunSpec spec, RunKeys keys) throws IOException {
    if (spec.suspicious() == null) {
      return SuspiciousText.NONE;
    }
    byte[] list = ports.store().read(keys.suspicious());
    if (!spec.suspicious().equals(Digest.sha256(list))) {
      throw new IOException(
          keys.suspicious() + " is not the list of this run: score it with the list again");
    }
    return SuspiciousText.read(list, keys.suspicious());
  }

  /// Where scored rows go.
  private record Results(RowSink<Row> sink, Tally tally, @Nullable EmbeddingFiles embeddings) {
    void write(List<Ahead.Result> results) throws IOException {
      for (Ahead.Result result : results) {
        Scored scored = result.scored();
        sink.write(scored == null ? result.row() : scored(result.row(), scored));
      }
    }

    private Row scored(Row row, Scored scored) throws IOException {
      if (scored.refusal() != null) {
        String detail = requireNonNullElse(scored.detail(), "");
        // No example of what may be illegal: its address stays out of every report.
        tally.refused(
            scored.refusal(),
            1,
            scored.refusal() == Reason.UNSAFE
                ? List.of()
                : List.of(row.pair().url() + ": " + detail));
        return row.with(scored.scores()).refused(scored.refusal(), detail);
      }
      tally.kept(1);
      if (scored.scores().similarity() == null) {
        tally.count("unread_captions", 1);
      }
      if (embeddings != null && scored.embeddings() != null) {
        embeddings.add(scored.embeddings());
      }
      return row.with(scored.scores());
    }
  }
}
