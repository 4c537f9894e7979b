package pairmill.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import pairmill.consent.AgentToken;
import pairmill.consent.Evidence;
import pairmill.consent.RobotsTxt;
import pairmill.pair.Reason;

/// The robots.txt of every host that was asked: RFC 9309, section 2.3. Each is read once, however
/// many pictures wait for it, and kept for a day at most. Safe for use by many threads.
final class Robots implements AutoCloseable {
  /// RFC 9309, section 2.4.
  private static final Duration KEPT = Duration.ofHours(24);

  /// RFC 9309, section 2.3.1.2.
  private static final int REDIRECTS = 5;

  /// Rules that are kept in memory, all hosts together.
  private static final long KEPT_BYTES = 256_000_000;

  private static final String SIGNAL = "robots.txt";

  private final Asker asker;
  private final Duration timeout;
  private final InstantSource clock;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong keptBytes = new AtomicLong();
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

  Robots(Asker asker, Duration timeout, InstantSource clock) {
    this.asker = asker;
    this.timeout = timeout;
    this.clock = clock;
  }

  private record Entry(Instant at, CompletableFuture<Answer> answer) {}

  /// What became of reading a robots.txt.
  private sealed interface Answer {
    /// It was read, or there is none.
    record Rules(RobotsTxt rules, String note) implements Answer {}

    /// It could not be had.
    record Denied(Reason reason, String why) implements Answer {}
  }

  /// A verdict with its evidence.
  ///
  /// @param refusal empty when the address may be asked for
  record Verdict(Evidence evidence, Optional<Refusal> refusal) {}

  /// Says whether an address may be asked for, reading the host's robots.txt first if need be.
  Verdict verdict(WebUrl url) throws IOException, InterruptedException {
    WebUrl source = url.robots();
    Entry entry = entry(source);
    return switch (answer(entry)) {
      case Answer.Denied(Reason reason, String why) -> {
        String value = (reason == Reason.ROBOTS_UNREACHABLE ? "unreachable: " : "not had: ") + why;
        yield new Verdict(
            new Evidence(SIGNAL, value, source.toString(), entry.at),
            Optional.of(new Refusal(reason, source + ": " + why)));
      }
      case Answer.Rules(RobotsTxt rules, String note) -> {
        RobotsTxt.Decision decision = rules.decide(url.target());
        var evidence = new Evidence(SIGNAL, decision + note, source.toString(), entry.at);
        yield new Verdict(
            evidence,
            decision.allowed()
                ? Optional.empty()
                : Optional.of(new Refusal(Reason.ROBOTS_DISALLOWED, url + ": " + decision)));
      }
    };
  }

  private Entry entry(WebUrl source) {
    Instant now = clock.instant();
    Entry old = entries.get(source.origin());
    if (old != null && !isStale(old, now)) {
      return old;
    }
    return entries.compute(
        source.origin(),
        (_, found) ->
            found != null && !isStale(found, now)
                ? found
                : new Entry(now, CompletableFuture.supplyAsync(() -> read(source), readers)));
  }

  /// A reading that this machine spoiled is no answer of the host.
  private static boolean isStale(Entry entry, Instant now) {
    return entry.answer.isCompletedExceptionally() || !now.isBefore(entry.at.plus(KEPT));
  }

  private static Answer answer(Entry entry) throws IOException, InterruptedException {
    try {
      return entry.answer.get();
    } catch (ExecutionException e) {
      throw new IOException("robots.txt was not read", e.getCause());
    }
  }

  private Answer read(WebUrl source) {
    try {
      return follow(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new CancellationException("closed");
    }
  }

  private Answer follow(WebUrl source) throws IOException, InterruptedException {
    Countdown time = new Countdown(timeout);
    WebUrl url = source;
    try {
      for (int redirects = 0; redirects <= REDIRECTS; redirects++) {
        Reply reply =
            asker.ask(new Asker.Question(url, "text/plain", RobotsTxt.MAX_BYTES, true), time);
        if (!reply.isRedirect()) {
          try (reply) {
            return kept(judged(reply));
          }
        }
        Optional<WebUrl> next = url.resolve(reply.header("Location"));
        if (next.isEmpty()) {
          return unreachable("a redirect to nowhere: \"" + reply.header("Location") + "\"");
        }
        url = next.get();
      }
      return none("more than " + REDIRECTS + " redirects");
    } catch (Refusal refusal) {
      return url.equals(source) ? refused(refusal) : unreachable(refusal.story());
    }
  }

  private static Answer judged(Reply reply) {
    int status = reply.status();
    if (reply.isSuccess()) {
      return new Answer.Rules(RobotsTxt.parse(reply.body(), AgentToken.PAIRMILL), "");
    }
    return status == 204 || (status >= 400 && status < 500)
        ? none("status " + status)
        : unreachable("status " + status);
  }

  /// Forgets all others when they grow too many: what is asked for again is read again.
  private Answer kept(Answer answer) {
    if (answer instanceof Answer.Rules(RobotsTxt rules, _)
        && keptBytes.addAndGet(rules.sizeBytes()) > KEPT_BYTES) {
      keptBytes.set(0);
      entries.values().removeIf(entry -> entry.answer.isDone());
    }
    return answer;
  }

  /// What keeps robots.txt from being asked for keeps the picture from it as well, and says more
  /// than that robots.txt was not had.
  private static Answer refused(Refusal refusal) {
    return switch (refusal.reason) {
      case DNS_FAILED, ADDRESS_DENIED, PORT_DENIED, CONNECT_FAILED, TLS_FAILED, HOST_PAUSED ->
          new Answer.Denied(refusal.reason, refusal.detail());
      default -> unreachable(refusal.story());
    };
  }

  private static Answer unreachable(String why) {
    return new Answer.Denied(Reason.ROBOTS_UNREACHABLE, why);
  }

  private static Answer none(String why) {
    return new Answer.Rules(RobotsTxt.parse(new byte[0], AgentToken.PAIRMILL), ": " + why);
  }

  @Override
  public void close() {
    readers.shutdownNow();
  }
}
