package pairmill.onnx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.score.Decision;
import pairmill.score.Embeddings;
import pairmill.score.Scored;
import pairmill.score.Scores;

/// What the models of an ensemble say of a batch.
record Inference(Ensemble ensemble, BatchPixels pixels, Decision decision) {
  /// Scores samples.
  ///
  /// @param samples in the order of their pictures
  List<Scored> of(List<Sample> samples) throws IOException {
    if (samples.isEmpty()) {
      return List.of();
    }
    List<float[]> images = ensemble.images().embed(pixels.images(), samples.size());
    float[][] texts = texts(samples);
    List<Double> punsafe = punsafe(images);
    List<Double> pwatermark = classes(ensemble.watermark(), pixels.watermark(), samples.size());
    List<Double> aesthetic = numbers(ensemble.aesthetic(), images);
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      float[] text = texts[i];
      Double similarity = text == null ? null : Vectors.dot(images.get(i), text);
      Scores scores =
          new Scores(
              similarity,
              punsafe.get(i),
              pwatermark.get(i),
              aesthetic.get(i),
              samples.get(i).faces());
      scored.add(decision.of(samples.get(i).pair(), scores, new Embeddings(images.get(i), text)));
    }
    askSurvivors(samples, scored);
    return scored;
  }

  private float[][] texts(List<Sample> samples) throws IOException {
    float[][] embeddings = new float[samples.size()][];
    for (TextTower tower : ensemble.towers()) {
      List<Integer> its = new ArrayList<>();
      for (int i = 0; i < samples.size(); i++) {
        if (tower.equals(samples.get(i).tower())) {
          its.add(i);
        }
      }
      List<float[]> found =
          tower.embed(its.stream().map(index -> samples.get(index).tokens()).toList());
      for (int i = 0; i < found.size(); i++) {
        embeddings[its.get(i)] = found.get(i);
      }
    }
    return embeddings;
  }

  private List<Double> punsafe(List<float[]> images) throws IOException {
    return ensemble.unsafe() == null
        ? classes(ensemble.unsafePixels(), pixels.unsafe(), images.size())
        : boxed(ensemble.unsafe().probabilities(images));
  }

  private static List<Double> classes(
      @Nullable PixelClassifier classifier, @Nullable PixelBuffer buffer, int pictures)
      throws IOException {
    return classifier == null || buffer == null
        ? Arrays.asList(new Double[pictures])
        : classifier.of(buffer, pictures);
  }

  private static List<Double> numbers(@Nullable Head head, List<float[]> images)
      throws IOException {
    return head == null ? Arrays.asList(new Double[images.size()]) : boxed(head.of(images));
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  // Replaces what is kept by what is known when the larger model has seen it.
  private void askSurvivors(List<Sample> samples, List<Scored> scored) throws IOException {
    ImageTower tower = ensemble.survivors();
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; tower != null && i < scored.size(); i++) {
      if (scored.get(i).refusal() == null) {
        kept.add(i);
      }
    }
    if (tower == null || kept.isEmpty()) {
      return;
    }
    List<float[]> images =
        tower.embed(kept.stream().map(index -> samples.get(index).crop()).toList());
    List<Double> aesthetic = numbers(ensemble.lateAesthetic(), images);
    List<Double> punsafe =
        ensemble.lateUnsafe() == null
            ? numbers(null, images)
            : boxed(ensemble.lateUnsafe().probabilities(images));
    for (int i = 0; i < kept.size(); i++) {
      Scored before = scored.get(kept.get(i));
      Scores first = before.scores();
      Scores scores =
          new Scores(
              first.similarity(),
              ensemble.lateUnsafe() == null ? first.punsafe() : punsafe.get(i),
              first.pwatermark(),
              ensemble.lateAesthetic() == null ? first.aesthetic() : aesthetic.get(i),
              first.faces());
      scored.set(
          kept.get(i),
          decision.of(
              samples.get(kept.get(i)).pair(), scores, requireNonNull(before.embeddings())));
    }
  }
}
