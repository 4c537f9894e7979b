package pairmill.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pairmill.pair.Outcome;
import pairmill.pair.Pair;
import pairmill.sample.PixelReader;
import pairmill.sample.Pixels;
import pairmill.score.Decision;
import pairmill.score.Scored;
import pairmill.score.Scorer;
import pairmill.score.Scores;

/// Samples that are decoded, cropped and tokenized. Filled by one thread, then scored by any.
final class PreparedBatch implements Scorer.Batch {
  private final Ensemble ensemble;
  private final Counters counters;
  private final BatchPixels pixels;
  private final List<Outcome<Sample>> samples = new ArrayList<>();
  private final List<Sample> decoded = new ArrayList<>();

  PreparedBatch(Ensemble ensemble, Counters counters) {
    this.ensemble = ensemble;
    this.counters = counters;
    pixels = new BatchPixels(ensemble);
  }

  /// Adds a sample.
  void add(Pair pair, byte[] jpeg, PixelReader reader) throws IOException {
    long start = System.nanoTime();
    Outcome<Pixels> read = reader.read(jpeg);
    counters.images.increment();
    if (read instanceof Outcome.Refused<Pixels> refused) {
      counters.decode.add(System.nanoTime() - start);
      samples.add(refused.as());
      return;
    }
    Pixels picture = ((Outcome.Kept<Pixels>) read).value();
    byte[] crop = pixels.put(decoded.size(), picture);
    long cropped = System.nanoTime();
    counters.decode.add(cropped - start);
    Integer faces = ensemble.faces() == null ? null : ensemble.faces().count(picture);
    long detected = System.nanoTime();
    counters.detect.add(detected - cropped);
    TextTower tower = ensemble.texts().get(pair.language().split().label());
    long[] tokens = tower == null ? new long[0] : tower.tokens(pair.caption());
    counters.captions.add(tower == null ? 0 : 1);
    counters.tokenize.add(System.nanoTime() - detected);
    Sample sample = new Sample(pair, tower, tokens, faces, crop);
    decoded.add(sample);
    samples.add(Outcome.kept(sample));
  }

  @Override
  public List<Scored> score(Decision decision) throws IOException {
    long start = System.nanoTime();
    List<Scored> scored = new Inference(ensemble, pixels, decision).of(decoded);
    List<Scored> all = new ArrayList<>();
    int next = 0;
    for (Outcome<Sample> sample : samples) {
      all.add(
          switch (sample) {
            case Outcome.Kept<Sample> _ -> scored.get(next++);
            case Outcome.Refused<Sample>(var reason, var detail) ->
                Scored.refused(Scores.NONE, reason, detail, null);
          });
    }
    counters.infer.add(System.nanoTime() - start);
    return all;
  }

  @Override
  public void close() {
    pixels.close();
  }
}
