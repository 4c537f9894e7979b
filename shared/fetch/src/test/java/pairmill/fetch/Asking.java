package pairmill.fetch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import pairmill.download.FetchResult;
import pairmill.download.Fetched;
import pairmill.download.PlannedPair;
import pairmill.pair.Language;
import pairmill.pair.Outcome;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;

/// Shorthand for asking a bad web.
final class Asking {
  static final UserAgent AGENT = new UserAgent("1.2", "https://example.org/bot");
  static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOW);

  /// No pace, short pauses, patience with failures.
  static final Politeness RUDE = new Politeness(0, 2, Duration.ofSeconds(2), 1_000);

  /// 100 kB a body, time enough for a slow machine.
  static final Limits PATIENT =
      new Limits(64, 100_000, 1_000_000, Duration.ofSeconds(10), Duration.ofSeconds(20), 5);

  /// The same, a second in all: for what never ends.
  static final Limits HASTY =
      new Limits(64, 100_000, 1_000_000, Duration.ofSeconds(1), Duration.ofSeconds(1), 5);

  private Asking() {}

  static WebFetch open(BadWeb web, Limits limits) throws IOException {
    return WebFetch.open(AGENT, RUDE, limits, web.network(), CLOCK);
  }

  static PlannedPair pair(String url) {
    var provenance = new Provenance("a.warc", 0, 0, "http://page.test/", null, null, null);
    return new PlannedPair(new Pair(url, "a caption", Language.UNTOLD, provenance), "0", null);
  }

  /// Asks, and gives the body's memory back at once.
  static FetchResult ask(WebFetch fetch, String url) throws IOException, InterruptedException {
    FetchResult result = fetch.fetch(pair(url));
    if (result.outcome() instanceof Outcome.Kept<Fetched>(Fetched fetched)) {
      fetched.close();
    }
    return result;
  }

  /// The outcome in a word: the reason, or `kept` with the number of bytes.
  static String verdict(FetchResult result) {
    return switch (result.outcome()) {
      case Outcome.Kept<Fetched>(Fetched fetched) -> "kept " + fetched.body().length;
      case Outcome.Refused<Fetched>(var reason, _) -> reason.name();
    };
  }

  static String verdict(WebFetch fetch, String url) throws IOException, InterruptedException {
    return verdict(ask(fetch, url));
  }
}
