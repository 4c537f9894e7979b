package pairmill.onnx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pairmill.models.Cards;
import pairmill.models.Catalog;
import pairmill.models.Model;
import pairmill.models.ModelFile;
import pairmill.models.ModelFolder;
import pairmill.models.ModelShelf;
import pairmill.models.Role;
import pairmill.pair.Outcome;
import pairmill.sample.PixelReader;
import pairmill.sample.Pixels;
import pairmill.score.ClipCrop;
import pairmill.tokenizer.ClipTokenizer;

/// Measures the scorer for `docs/reference/performance.md`: each of its steps alone, towers at
/// several batch sizes, then all of it. Run by `.ci/bench_scorer/run`.
final class ScorerBench {
  private static final int ROUNDS = 5;
  private static final double SECONDS = 1;
  private static final int CLIP_TOKENS = 77;

  private final ModelFolder model;
  private final Onnx onnx;
  private final BenchSamples samples;
  private final PixelReader reader;

  private ScorerBench(ModelFolder model, Onnx onnx, BenchSamples samples, PixelReader reader) {
    this.model = model;
    this.onnx = onnx;
    this.samples = samples;
    this.reader = reader;
  }

  /// Measures and prints.
  ///
  /// @param args a folder with a CLIP model, a device, threads, a folder for what is drawn and
  ///   written, samples in the whole, and batch sizes; in the folder `models` of what is drawn may
  ///   stand more models, to be at work in the whole
  public static void main(String[] args) throws IOException, InterruptedException {
    Path work = Files.createDirectories(Path.of(args[3]));
    Onnx onnx =
        Onnx.on(Device.valueOf(args[1].toUpperCase(Locale.ROOT)))
            .withThreads(Integer.parseInt(args[2]));
    List<Integer> sizes = Arrays.stream(args).skip(5).map(Integer::valueOf).sorted().toList();
    System.out.printf(
        "%s on %s, %d threads, JDK %s, %d cores, %s%n",
        args[0],
        onnx.name(),
        onnx.threads(),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"));
    BenchSamples samples = BenchSamples.draw();
    int count = Integer.parseInt(args[4]);
    samples.write(work, count);
    ModelFolder model = model(Path.of(args[0]), work);
    ScorerBench bench = new ScorerBench(model, onnx, samples, reader());
    bench.steps();
    bench.images(sizes);
    bench.texts(sizes);
    List<ModelFolder> others = new ModelShelf(work.resolve("models")).all();
    for (int size : sizes) {
      new WholeBench(model, others, onnx.withBatchSize(size), bench.reader, work)
          .run(samples.captions(), count);
    }
  }

  // The module that decodes may not be seen from here: it is only on the class path.
  private static PixelReader reader() {
    try {
      return (PixelReader)
          Class.forName("pairmill.pixels.PictureReaders")
              .getMethod("pixels", int.class)
              .invoke(null, 100);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("pairmill-pixels must be on the class path", e);
    }
  }

  // A folder without a card gets that of the usual model, whose heads then read what it gives.
  private static ModelFolder model(Path folder, Path work) throws IOException {
    if (Files.exists(folder.resolve(Cards.NAME))) {
      return ModelShelf.open(folder);
    }
    Path carded = Files.createDirectories(work.resolve("carded"));
    List<ModelFile> files = new ArrayList<>();
    for (String name : List.of("image.onnx", "text.onnx")) {
      Files.deleteIfExists(carded.resolve(name));
      Files.createSymbolicLink(carded.resolve(name), folder.resolve(name).toAbsolutePath());
      files.add(new ModelFile(name, null, null, null, Map.of(), Map.of()));
    }
    Model usual =
        Catalog.known().stream().filter(it -> it.name().equals("clip-vit-b32")).findFirst().get();
    Model card =
        new Model(
            "carded",
            Role.CLIP,
            usual.space(),
            "unknown",
            "",
            files,
            List.of("en"),
            usual.thresholds(),
            null,
            null);
    Files.write(carded.resolve(Cards.NAME), Cards.bytes(card));
    return ModelShelf.open(carded);
  }

  // On one thread.
  private void steps() throws IOException {
    Pixels[] decoded = new Pixels[samples.jpegs().size()];
    ClipCrop crop = new ClipCrop(224);
    ClipTokenizer tokenizer = new ClipTokenizer();
    for (int i = 0; i < decoded.length; i++) {
      decoded[i] = pixels(i);
    }
    Meter.measure(
        "one thread, samples",
        List.of(
            Meter.of("decode", turn -> pixels(turn % decoded.length).width() > 0 ? 1 : 0),
            Meter.of("crop", turn -> crop.of(decoded[turn % decoded.length]).length > 0 ? 1 : 0),
            Meter.of(
                "decode and crop", turn -> crop.of(pixels(turn % decoded.length)).length / 150_528),
            Meter.of(
                "tokenize",
                turn -> {
                  tokenizer.ids(samples.captions().get(turn % decoded.length), CLIP_TOKENS);
                  return 1;
                })),
        ROUNDS,
        SECONDS);
  }

  private Pixels pixels(int index) {
    return ((Outcome.Kept<Pixels>) reader.read(samples.jpegs().get(index))).value();
  }

  private void images(List<Integer> sizes) throws IOException {
    try (ImageTower tower = ImageTower.open(model, onnx.withBatchSize(sizes.getLast()))) {
      PixelBuffer buffer = tower.take();
      ClipCrop crop = new ClipCrop(tower.size());
      for (int i = 0; i < buffer.capacity(); i++) {
        buffer.put(i, crop.of(pixels(i % samples.jpegs().size())));
      }
      List<Meter> meters = new ArrayList<>();
      for (int size : sizes) {
        meters.add(Meter.of("batch of " + size, _ -> tower.embed(buffer, size).size()));
      }
      Meter.measure("images embedded", meters, ROUNDS, SECONDS);
      tower.give(buffer);
    }
  }

  private void texts(List<Integer> sizes) throws IOException {
    try (TextTower tower = TextTower.open(model, onnx.withBatchSize(sizes.getLast()))) {
      List<long[]> tokens = new ArrayList<>();
      samples.captions().forEach(caption -> tokens.add(tower.tokens(caption)));
      while (tokens.size() < 2 * requireNonNull(sizes.getLast())) {
        tokens.addAll(List.copyOf(tokens));
      }
      List<Meter> meters = new ArrayList<>();
      for (int size : sizes) {
        int batches = tokens.size() / size;
        meters.add(
            Meter.of(
                "batch of " + size,
                turn -> {
                  int from = turn % batches * size;
                  return tower.embed(tokens.subList(from, from + size)).size();
                }));
      }
      double mean = tokens.stream().mapToInt(ids -> ids.length).average().orElse(0);
      Meter.measure(
          String.format(Locale.ROOT, "texts embedded, %.1f tokens", mean), meters, ROUNDS, SECONDS);
    }
  }
}
