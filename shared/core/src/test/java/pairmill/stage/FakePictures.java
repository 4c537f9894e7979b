package pairmill.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import pairmill.consent.Evidence;
import pairmill.download.Fetch;
import pairmill.download.FetchResult;
import pairmill.download.Fetched;
import pairmill.download.PlannedPair;
import pairmill.pair.Outcome;
import pairmill.pair.Pair;
import pairmill.pair.Reason;
import pairmill.sample.Picture;
import pairmill.sample.PictureReader;
import pairmill.score.Decision;
import pairmill.score.Embeddings;
import pairmill.score.Scored;
import pairmill.score.Scorer;
import pairmill.score.ScorerSpec;
import pairmill.score.Scores;

/// Pictures whose fate stands in their address: `.../REASON/n` is refused for that reason by
/// whoever finds it, any other is kept. The body is the address, the stored picture the body with a
/// mark.
final class FakePictures implements Fetch, PictureReader, Scorer {
  static final ScorerSpec SCORER =
      new ScorerSpec("fake scorer", "fake", new TreeMap<>(Map.of("nolang", 0.1)), List.of());
  static final String MARK = "jpeg of ";

  /// Batches that were prepared and not closed.
  final AtomicInteger open = new AtomicInteger();

  static final Instant AT = Instant.parse("2023-02-01T00:00:00Z");

  private static Outcome<String> fate(String url, Reason... ofOthers) {
    String name = url.substring(url.indexOf('/', 8) + 1, url.lastIndexOf('/'));
    if (name.equals("ok") || List.of(ofOthers).contains(Reason.valueOf(name))) {
      return Outcome.kept(url);
    }
    return Outcome.refused(Reason.valueOf(name), "seen at " + url);
  }

  @Override
  public FetchResult fetch(PlannedPair planned) {
    String url = planned.pair().url();
    Outcome<Fetched> outcome =
        switch (fate(
            url,
            Reason.IMAGE_BROKEN,
            Reason.LOW_SIMILARITY,
            Reason.REMOVED_PICTURE,
            Reason.UNSAFE)) {
          case Outcome.Kept<String> _ -> Outcome.kept(new Fetched(url.getBytes(UTF_8), url, AT));
          case Outcome.Refused<String> refused -> refused.as();
        };
    return new FetchResult(outcome, List.of(new Evidence("robots.txt", "seen", url, AT)));
  }

  @Override
  public Outcome<Picture> read(byte[] body) {
    String url = new String(body, UTF_8);
    return switch (fate(url, Reason.LOW_SIMILARITY, Reason.REMOVED_PICTURE, Reason.UNSAFE)) {
      case Outcome.Kept<String> _ ->
          Outcome.kept(
              new Picture((MARK + url).getBytes(UTF_8), 8, 6, 80, 60, null, "#000000", "{}"));
      case Outcome.Refused<String> refused -> refused.as();
    };
  }

  @Override
  public String decoder() {
    return "fake decoder";
  }

  @Override
  public ScorerSpec spec() {
    return SCORER;
  }

  @Override
  public int batchSize() {
    return 2;
  }

  @Override
  public Batch prepare(List<Pair> pairs, List<byte[]> jpegs) {
    for (int i = 0; i < pairs.size(); i++) {
      if (!new String(jpegs.get(i), UTF_8).equals(MARK + pairs.get(i).url())) {
        throw new IllegalStateException("the picture of another pair: " + pairs.get(i).url());
      }
    }
    open.incrementAndGet();
    return new FakeBatch(pairs);
  }

  private final class FakeBatch implements Batch {
    private final List<Pair> pairs;

    FakeBatch(List<Pair> pairs) {
      this.pairs = pairs;
    }

    @Override
    public List<Scored> score(Decision decision) {
      List<Scored> scored = new ArrayList<>();
      for (Pair pair : pairs) {
        String url = pair.url();
        double similarity = url.contains("LOW_SIMILARITY") ? 0.05 : url.length() / 100.0;
        double punsafe = url.contains("UNSAFE") ? 0.96 : 0.5;
        Scores scores = new Scores(similarity, punsafe, null, null, 1);
        float[] number = {url.length(), url.hashCode() % 100};
        scored.add(decision.of(pair, scores, new Embeddings(number, null)));
      }
      return scored;
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
