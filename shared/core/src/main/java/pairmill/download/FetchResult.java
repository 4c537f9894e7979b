package pairmill.download;

import java.util.List;
import pairmill.consent.Evidence;
import pairmill.pair.Outcome;

/// What became of asking for one picture, and what was read about consent on the way.
public record FetchResult(Outcome<Fetched> outcome, List<Evidence> evidence) {
  public FetchResult {
    evidence = List.copyOf(evidence);
  }
}
