package pairmill.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import pairmill.score.Scored;
import pairmill.score.Scorer;
import pairmill.score.Scores;

/// Pictures whose fate stands in their address: `.../REASON/n` is refused for that reason by
/// whoever finds it, any other is kept. The body is the address, the stored picture the body with a
/// mark.
final class FakePictures implements Fetch, PictureReader, Scorer {
  static final String SCORER = "fake scorer";
  static final String MARK = "jpeg of ";
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
        switch (fate(url, Reason.IMAGE_BROKEN, Reason.LOW_SIMILARITY, Reason.REMOVED_PICTURE)) {
          case Outcome.Kept<String> _ -> Outcome.kept(new Fetched(url.getBytes(UTF_8), url, AT));
          case Outcome.Refused<String> refused -> refused.as();
        };
    return new FetchResult(outcome, List.of(new Evidence("robots.txt", "seen", url, AT)));
  }

  @Override
  public Outcome<Picture> read(byte[] body) {
    String url = new String(body, UTF_8);
    return switch (fate(url, Reason.LOW_SIMILARITY, Reason.REMOVED_PICTURE)) {
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
  public List<Scored> score(List<Pair> pairs, List<byte[]> jpegs) {
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      String url = pairs.get(i).url();
      if (!new String(jpegs.get(i), UTF_8).equals(MARK + url)) {
        throw new IllegalStateException("the picture of another pair: " + url);
      }
      Scores scores = new Scores(url.length() / 100.0, null, null, null, 1);
      scored.add(
          url.contains("LOW_SIMILARITY")
              ? Scored.refused(scores, Reason.LOW_SIMILARITY, "too low")
              : Scored.kept(scores));
    }
    return scored;
  }

  @Override
  public String name() {
    return SCORER;
  }
}
