package pairmill.onnx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import pairmill.models.ModelFolder;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.sample.PixelReader;
import pairmill.score.Decision;
import pairmill.score.Embeddings;
import pairmill.score.Scored;
import pairmill.score.Scorer;
import pairmill.score.SuspiciousText;
import pairmill.shard.NpyWriter;
import pairmill.shard.TarReader;

/// Scores a shard as the stage does: pictures from a tar, batches prepared ahead on as many threads
/// as there are cores to use, scored by one, embeddings written. Rows and Parquet are left out.
final class WholeBench {
  private static final int ROUNDS = 2;

  private final Onnx onnx;
  private final OnnxScorer scorer;
  private final Path work;
  private final Decision decision;
  private long readNanos;
  private long writeNanos;

  WholeBench(ModelFolder model, List<ModelFolder> others, Onnx onnx, PixelReader reader, Path work)
      throws IOException {
    this.onnx = onnx;
    this.work = work;
    scorer = OnnxScorer.open(model, others, reader, onnx);
    decision = new Decision(scorer.spec().thresholds(), SuspiciousText.NONE);
  }

  /// Scores a batch to warm up, then the shard some times, and prints each.
  ///
  /// @param captions for the samples of the shard; beyond them it begins anew
  void run(List<String> captions, int samples) throws IOException, InterruptedException {
    try (scorer) {
      System.out.printf(
          "%nat work in the whole: %s%n",
          String.join(", ", scorer.spec().models().stream().map(used -> used.fills()).toList()));
      score(captions, Math.min(samples, onnx.batchSize()));
      for (int round = 0; round < ROUNDS; round++) {
        Timings before = scorer.timings();
        readNanos = 0;
        writeNanos = 0;
        long cpu = Meter.cpuNanos();
        long start = System.nanoTime();
        score(captions, samples);
        double wall = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (Meter.cpuNanos() - cpu) / 1e9;
        print(before, scorer.timings(), wall, cpuSeconds);
      }
    }
  }

  private void print(Timings before, Timings after, double wall, double cpu) {
    long images = after.images() - before.images();
    double ms = 1e6 * images;
    System.out.printf(
        "whole, batch of %d: %d samples, %.1f s, %.1f CPU-s: %.1f samples per CPU-s, %.1f per second%n",
        onnx.batchSize(), images, wall, cpu, images / cpu, images / wall);
    System.out.printf(
        "  ms of its thread per sample: read %.3f, decode %.3f, tokenize %.3f, detect %.3f, infer %.3f, write %.3f; inferring %.0f %% of the time%n",
        readNanos / ms,
        (after.decodeNanos() - before.decodeNanos()) / ms,
        (after.tokenizeNanos() - before.tokenizeNanos()) / ms,
        (after.detectNanos() - before.detectNanos()) / ms,
        (after.inferNanos() - before.inferNanos()) / ms,
        writeNanos / ms,
        100 * (after.inferNanos() - before.inferNanos()) / 1e9 / wall);
  }

  private void score(List<String> captions, int samples) throws IOException, InterruptedException {
    List<Embeddings> embeddings = new ArrayList<>();
    Deque<Future<Scorer.Batch>> ahead = new ArrayDeque<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        TarReader tar = new TarReader(Files.newInputStream(work.resolve("shard.tar")))) {
      for (int from = 0; from < samples; from += onnx.batchSize()) {
        int to = Math.min(samples, from + onnx.batchSize());
        List<Pair> pairs =
            IntStream.range(from, to)
                .mapToObj(index -> pair(captions.get(index % captions.size())))
                .toList();
        List<byte[]> jpegs = read(tar, from, to);
        ahead.add(threads.submit(() -> scorer.prepare(pairs, jpegs)));
        if (ahead.size() > onnx.threads()) {
          score(ahead.remove(), embeddings);
        }
      }
      while (!ahead.isEmpty()) {
        score(ahead.remove(), embeddings);
      }
    }
    write(embeddings);
  }

  private List<byte[]> read(TarReader tar, int from, int to) throws IOException {
    long start = System.nanoTime();
    List<byte[]> jpegs = new ArrayList<>();
    for (int i = from; i < to; i++) {
      jpegs.add(tar.read(BenchSamples.name(i)));
    }
    readNanos += System.nanoTime() - start;
    return jpegs;
  }

  private void score(Future<Scorer.Batch> prepared, List<Embeddings> embeddings)
      throws IOException, InterruptedException {
    try (Scorer.Batch batch = prepared.get()) {
      for (Scored scored : batch.score(decision)) {
        embeddings.add(requireNonNull(scored.embeddings(), "a drawn picture was refused"));
      }
    } catch (ExecutionException e) {
      throw new IOException("a batch could not be prepared", e);
    }
  }

  private void write(List<Embeddings> embeddings) throws IOException {
    long start = System.nanoTime();
    int dimensions = embeddings.getFirst().image().length;
    try (NpyWriter images = NpyWriter.float16(work.resolve("images.npy"), dimensions);
        NpyWriter texts = NpyWriter.float16(work.resolve("texts.npy"), dimensions)) {
      for (Embeddings both : embeddings) {
        images.write(both.image());
        texts.write(requireNonNull(both.text(), "no text tower reads English"));
      }
    }
    writeNanos += System.nanoTime() - start;
  }

  private static Pair pair(String caption) {
    Provenance provenance =
        new Provenance("drawn.warc.gz", 0, 0, "https://example.org/", null, null, null);
    return new Pair("https://example.org/a.jpg", caption, new Language("en", 0.9), provenance);
  }
}
