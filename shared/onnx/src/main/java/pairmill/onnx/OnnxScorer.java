package pairmill.onnx;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import pairmill.models.ModelFolder;
import pairmill.pair.Pair;
import pairmill.sample.PixelReader;
import pairmill.score.Scorer;
import pairmill.score.ScorerSpec;

/// Scores with a CLIP model, and with whatever else of the models at hand fits to it.
///
/// `similarity` is the cosine of the embeddings of picture and caption; captions of splits that no
/// text tower reads have none. `aesthetic` is that of a head on a larger model, which embeds only
/// what the decision keeps, where both are there: pictures that were refused have none then. Else
/// it is that of a head on the CLIP model. `punsafe` is that of a head on the CLIP model, or of a
/// classifier of pixels, so that it is known before the decision; only where neither is there, it
/// is that of a head on the larger model, and the decision is made again with it.
///
/// Batches are prepared and scored by any number of threads. On the CPU each scores with the cores
/// it was given, on a GPU one batch is at work at a time.
public final class OnnxScorer implements Scorer, AutoCloseable {
  private final ScorerSpec spec;
  private final Onnx onnx;
  private final Ensemble ensemble;
  private final PixelReader reader;
  private final Counters counters = new Counters();

  private OnnxScorer(ScorerSpec spec, Onnx onnx, Ensemble ensemble, PixelReader reader) {
    this.spec = spec;
    this.onnx = onnx;
    this.ensemble = ensemble;
    this.reader = reader;
  }

  /// Opens the models and tries each of them once.
  ///
  /// @param clip whose space the others must share
  /// @param others in order of preference: of several that could do the same, the first does; those
  ///   that do not fit are left aside
  /// @param reader decodes the pictures
  /// @throws IOException when a model is damaged or does not do what its card says; the message
  ///   names its file
  /// @throws IllegalArgumentException when `clip` has no image tower
  public static OnnxScorer open(
      ModelFolder clip, List<ModelFolder> others, PixelReader reader, Onnx onnx)
      throws IOException {
    Roster roster = Roster.of(clip, others);
    ScorerSpec spec =
        new ScorerSpec(
            clip.model().name(),
            onnx.name(),
            new TreeMap<>(clip.model().thresholds()),
            roster.used());
    return new OnnxScorer(spec, onnx, Opening.of(roster, onnx), reader);
  }

  @Override
  public ScorerSpec spec() {
    return spec;
  }

  @Override
  public int batchSize() {
    return onnx.batchSize();
  }

  /// What time has gone into so far.
  public Timings timings() {
    return counters.timings();
  }

  @Override
  public Batch prepare(List<Pair> pairs, List<byte[]> jpegs) throws IOException {
    if (pairs.size() != jpegs.size() || pairs.size() > batchSize()) {
      throw new IllegalArgumentException(
          "%d pictures for %d pairs, %d at most"
              .formatted(jpegs.size(), pairs.size(), batchSize()));
    }
    PreparedBatch batch = new PreparedBatch(ensemble, counters);
    boolean done = false;
    try {
      for (int i = 0; i < pairs.size(); i++) {
        batch.add(pairs.get(i), jpegs.get(i), reader);
      }
      done = true;
      return batch;
    } finally {
      if (!done) {
        batch.close();
      }
    }
  }

  /// Gives back the memory of the models, when the batches under way are scored. No batch may be
  /// scored thereafter.
  @Override
  public void close() {
    ensemble.close();
  }
}
