package pairmill.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import pairmill.download.AddressGuard;
import pairmill.download.HostPacing;
import pairmill.pair.Reason;

/// Asks hosts at their pace, and only at addresses that the guard lets through. Safe for use by
/// many threads; whoever waits for a host holds nothing that others need for other hosts.
final class Asker {
  private final Http http;
  private final Politeness politeness;
  private final AddressGuard guard;
  private final Lookups lookups;
  private final InstantSource clock;
  private final Semaphore exchanges;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  Asker(
      Http http,
      Politeness politeness,
      int concurrency,
      AddressGuard guard,
      Lookups lookups,
      InstantSource clock) {
    this.http = http;
    this.politeness = politeness;
    this.guard = guard;
    this.lookups = lookups;
    this.clock = clock;
    this.exchanges = new Semaphore(concurrency, true);
  }

  /// What is asked for.
  ///
  /// @param most bytes of a body
  /// @param clip true to read no more than that; false to refuse what is larger
  record Question(WebUrl url, String accept, int most, boolean clip) {}

  /// Asks; and asks once more after a pause, when the host wants one that is not too long.
  Reply ask(Question question, Countdown time) throws Refusal, IOException, InterruptedException {
    WebUrl url = question.url();
    if (!guard.mayOpen(url.port())) {
      throw new Refusal(Reason.PORT_DENIED, "port " + url.port() + " of " + url);
    }
    Host host = hosts.computeIfAbsent(url.host(), name -> new Host(name, politeness));
    Reply reply = once(host, question, time);
    if (reply.isBusy()) {
      heed(host, reply);
      reply = once(host, question, time);
    }
    if (reply.isBusy()) {
      heed(host, reply);
      throw new Refusal(Reason.RATE_LIMITED, "status " + reply.status() + " again: " + url);
    }
    return reply;
  }

  private void heed(Host host, Reply reply) {
    Duration pause = RetryAfter.of(reply.header("Retry-After"), clock.instant());
    host.pacing().pause(System.nanoTime(), pause);
  }

  private Reply once(Host host, Question question, Countdown time)
      throws Refusal, IOException, InterruptedException {
    host.connections().acquire();
    try {
      return inTurn(host, question, time);
    } catch (StaleConnection first) {
      try {
        return inTurn(host, question, time);
      } catch (StaleConnection second) {
        throw new Refusal(Reason.BAD_RESPONSE, "closed without an answer: " + question.url());
      }
    } finally {
      host.connections().release();
    }
  }

  private Reply inTurn(Host host, Question question, Countdown time)
      throws Refusal, StaleConnection, IOException, InterruptedException {
    awaitTurn(host);
    try {
      Reply reply = exchange(question, time);
      host.pacing().answered();
      return reply;
    } catch (Refusal refusal) {
      count(refusal, host.pacing());
      throw refusal;
    } finally {
      exchanges.release();
    }
  }

  private Reply exchange(Question question, Countdown time)
      throws Refusal, StaleConnection, IOException, InterruptedException {
    WebUrl url = question.url();
    InetAddress address = checked(url, time);
    return http.exchange(url, address, question.accept(), question.most(), question.clip(), time);
  }

  /// Takes a place among the exchanges at a moment at which the host may be asked. The place is
  /// taken last, and given back if another took the turn: pace never holds places.
  private void awaitTurn(Host host) throws Refusal, InterruptedException {
    while (true) {
      long wait = host.pacing().waitNanos(System.nanoTime());
      refuseIfPaused(host);
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
        continue;
      }
      exchanges.acquire();
      if (host.pacing().begin(System.nanoTime()) == 0) {
        return;
      }
      exchanges.release();
    }
  }

  private void refuseIfPaused(Host host) throws Refusal {
    if (host.pacing().givenUp()) {
      throw new Refusal(Reason.HOST_PAUSED, host.name() + " failed too often in a row");
    }
    Duration pause = Duration.ofNanos(host.pacing().pauseNanos(System.nanoTime()));
    if (pause.compareTo(politeness.longestPause()) > 0) {
      throw new Refusal(
          Reason.RATE_LIMITED,
          "%s asked for a pause of %,d s more".formatted(host.name(), pause.toSeconds()));
    }
  }

  /// The address to connect to. One that is not public among others makes all of them suspect.
  private InetAddress checked(WebUrl url, Countdown time)
      throws Refusal, IOException, InterruptedException {
    List<InetAddress> addresses = resolve(url, time);
    for (InetAddress address : addresses) {
      var reason = guard.refusal(address, url.port());
      if (reason.isPresent()) {
        throw new Refusal(
            reason.get(),
            "%s is %s, port %d".formatted(url.host(), address.getHostAddress(), url.port()));
      }
    }
    return addresses.getFirst();
  }

  private List<InetAddress> resolve(WebUrl url, Countdown time)
      throws Refusal, IOException, InterruptedException {
    CompletableFuture<List<InetAddress>> lookup = lookups.of(url.host());
    try {
      List<InetAddress> addresses = time.await(lookup);
      if (addresses.isEmpty()) {
        throw new Refusal(Reason.DNS_FAILED, url.host() + " has no address");
      }
      return addresses;
    } catch (TimeoutException e) {
      throw new Refusal(Reason.DNS_FAILED, url.host() + " did not resolve in time");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException) {
        throw new Refusal(Reason.DNS_FAILED, url.host() + " does not resolve");
      }
      throw new IOException("cannot resolve " + url.host(), e.getCause());
    }
  }

  /// Failures that say that the host is not there. What was not even asked says nothing; all others
  /// are answers.
  private static void count(Refusal refusal, HostPacing pacing) {
    switch (refusal.reason) {
      case DNS_FAILED, CONNECT_FAILED, TLS_FAILED, TIMED_OUT -> pacing.failed();
      case ADDRESS_DENIED, PORT_DENIED -> {}
      default -> pacing.answered();
    }
  }
}
