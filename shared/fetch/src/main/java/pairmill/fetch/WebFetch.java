package pairmill.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import pairmill.consent.Evidence;
import pairmill.download.Fetch;
import pairmill.download.FetchResult;
import pairmill.download.Fetched;
import pairmill.download.PlannedPair;
import pairmill.pair.Outcome;
import pairmill.pair.Reason;

/// Fetches pictures from the web: asks robots.txt first, keeps every host's pace, connects to
/// checked addresses only, and reads no more than it may.
///
/// Callers should be virtual threads, thousands of them if need be: each blocks until its picture
/// is there or refused. An interrupted caller's exchange is cut off at once.
public final class WebFetch implements Fetch, Closeable {
  private static final String ACCEPT = "image/jpeg, image/png, image/webp, image/*;q=0.5";

  private final Limits limits;
  private final InstantSource clock;
  private final Http http;
  private final Lookups lookups;
  private final Asker asker;
  private final Robots robots;
  private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private WebFetch(
      UserAgent agent, Politeness politeness, Limits limits, Network network, InstantSource clock)
      throws IOException {
    this.limits = limits;
    this.clock = clock;
    this.http = new Http(agent, politeness, limits, network.trust());
    this.lookups = new Lookups(network.resolver());
    this.asker = new Asker(http, politeness, limits.concurrency(), network.guard(), lookups, clock);
    this.robots = new Robots(asker, limits.totalTimeout(), clock);
  }

  /// Opens a client, to be closed after use.
  ///
  /// @param clock for evidence, dates in headers and the age of robots.txt; pace and timeouts are
  ///   measured by the monotonic clock of this machine
  /// @throws IOException when this machine cannot make one
  public static WebFetch open(
      UserAgent agent, Politeness politeness, Limits limits, Network network, InstantSource clock)
      throws IOException {
    return new WebFetch(agent, politeness, limits, network, clock);
  }

  @Override
  public FetchResult fetch(PlannedPair pair) throws IOException, InterruptedException {
    List<Evidence> evidence = new ArrayList<>();
    Thread caller = Thread.currentThread();
    callers.add(caller);
    try {
      if (closed) {
        throw new IOException("the client is closed");
      }
      return new FetchResult(Outcome.kept(follow(pair.pair().url(), evidence)), evidence);
    } catch (Refusal refusal) {
      return new FetchResult(Outcome.refused(refusal.reason, refusal.detail()), evidence);
    } catch (InterruptedException e) {
      if (closed) {
        throw new IOException("the client was closed", e);
      }
      throw e;
    } finally {
      callers.remove(caller);
    }
  }

  private Fetched follow(String address, List<Evidence> evidence)
      throws Refusal, IOException, InterruptedException {
    Countdown time = new Countdown(limits.totalTimeout());
    WebUrl url = WebUrl.parse(address).orElseThrow(() -> new Refusal(Reason.BAD_URL, address));
    for (int redirects = 0; redirects <= limits.redirects(); redirects++) {
      askRobots(url, evidence);
      Instant at = clock.instant();
      Reply reply = asker.ask(new Asker.Question(url, ACCEPT, limits.bodyBytes(), false), time);
      if (reply.isSuccess()) {
        return new Fetched(reply.body(), url.toString(), at, reply.release());
      }
      url = next(url, reply);
    }
    throw new Refusal(
        Reason.TOO_MANY_REDIRECTS, "after %d at %s".formatted(limits.redirects(), url));
  }

  private void askRobots(WebUrl url, List<Evidence> evidence)
      throws Refusal, IOException, InterruptedException {
    Robots.Verdict verdict = robots.verdict(url);
    evidence.add(verdict.evidence());
    Optional<Refusal> refusal = verdict.refusal();
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  private static WebUrl next(WebUrl url, Reply reply) throws Refusal {
    if (!reply.isRedirect()) {
      throw new Refusal(Reason.HTTP_STATUS, "status " + reply.status() + " of " + url);
    }
    String location = reply.header("Location");
    return url.resolve(location)
        .orElseThrow(
            () -> new Refusal(Reason.BAD_REDIRECT, "\"%s\" from %s".formatted(location, url)));
  }

  /// Ends everything: who still waits gets an [IOException].
  @Override
  public void close() {
    closed = true;
    callers.forEach(Thread::interrupt);
    robots.close();
    lookups.close();
    http.close();
  }
}
