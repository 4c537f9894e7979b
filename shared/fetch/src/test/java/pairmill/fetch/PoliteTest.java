package pairmill.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pairmill.fetch.Asking.HASTY;
import static pairmill.fetch.Asking.PATIENT;
import static pairmill.fetch.Asking.verdict;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoliteTest {
  private BadWeb web;

  @BeforeEach
  void open() throws Exception {
    web = BadWeb.open().on("/a.jpg", Manners.picture());
  }

  @AfterEach
  void close() throws Exception {
    web.close();
  }

  private WebFetch open(Politeness politeness, Limits limits) throws IOException {
    return WebFetch.open(Asking.AGENT, politeness, limits, web.network(), Asking.CLOCK);
  }

  @Test
  void aBusyHostIsAskedOnceMoreAfterThePauseItWants() throws Exception {
    var times = new AtomicInteger();
    web.on(
        "/busy.jpg",
        (request, wire) ->
            (times.incrementAndGet() == 1
                    ? Manners.status("429 Slow", "Retry-After: 1")
                    : Manners.picture())
                .answer(request, wire));
    try (WebFetch fetch = Asking.open(web, PATIENT)) {
      assertEquals("kept 12", verdict(fetch, web.url("a.test", "/busy.jpg")));
    }
    var busy = web.requests().stream().filter(r -> r.path().equals("/busy.jpg")).toList();
    assertEquals(2, busy.size());
    long apart = busy.get(1).atNanos() - busy.get(0).atNanos();
    assertTrue(apart >= Duration.ofMillis(990).toNanos(), apart + " ns apart");
  }

  @Test
  void aHostThatWantsALongPauseIsNotAskedAgain() throws Exception {
    web.on("/busy.jpg", Manners.status("503 Busy", "Retry-After: 3600"));
    try (WebFetch fetch = Asking.open(web, PATIENT)) {
      assertEquals("RATE_LIMITED", verdict(fetch, web.url("a.test", "/busy.jpg")));
      assertEquals("RATE_LIMITED", verdict(fetch, web.url("a.test", "/a.jpg")));
      assertEquals("kept 12", verdict(fetch, web.url("b.test", "/a.jpg")));
    }
    assertEquals(1, web.asked("/busy.jpg"));
    assertEquals(1, web.asked("/a.jpg"));
  }

  @Test
  void aHostThatFailsRepeatedlyIsLeftAlone() throws Exception {
    web.on("/stall.jpg", (_, wire) -> wire.stall());
    try (WebFetch fetch = open(new Politeness(0, 2, Duration.ofSeconds(2), 2), HASTY)) {
      assertEquals("TIMED_OUT", verdict(fetch, web.url("a.test", "/stall.jpg")));
      assertEquals("kept 12", verdict(fetch, web.url("a.test", "/a.jpg")));
      assertEquals("TIMED_OUT", verdict(fetch, web.url("a.test", "/stall.jpg")));
      assertEquals("TIMED_OUT", verdict(fetch, web.url("a.test", "/stall.jpg")));
      assertEquals("HOST_PAUSED", verdict(fetch, web.url("a.test", "/a.jpg")));
      assertEquals("kept 12", verdict(fetch, web.url("b.test", "/a.jpg")));
    }
    assertEquals(2, web.asked("/a.jpg"));
  }

  @Test
  void aNameThatDoesNotResolveIsLookedUpOnceForAllItsPictures() throws Exception {
    var lookups = new AtomicInteger();
    Resolver none =
        host -> {
          lookups.incrementAndGet();
          throw new UnknownHostException(host);
        };
    var network = new Network(web.network().guard(), none, null);
    try (WebFetch fetch =
        WebFetch.open(Asking.AGENT, Asking.RUDE, PATIENT, network, Asking.CLOCK)) {
      for (int i = 0; i < 5; i++) {
        assertEquals("DNS_FAILED", verdict(fetch, web.url("a.test", "/a.jpg")));
      }
    }
    assertEquals(1, lookups.get());
  }

  @Test
  void slowHostsTakeNoPlaceFromOthers() throws Exception {
    Limits one = PATIENT.withConcurrency(1);
    try (WebFetch fetch = open(new Politeness(0.01, 2, Duration.ofSeconds(2), 9), one);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> waiting = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        waiting.add(threads.submit(() -> verdict(fetch, web.url("slow.test", "/a.jpg"))));
      }
      // Every host has its robots.txt read; its pictures wait 100 seconds for their turn.
      var others = new ArrayList<Future<String>>();
      for (int i = 0; i < 20; i++) {
        String url = web.url("h" + i + ".test", "/a.jpg");
        others.add(threads.submit(() -> verdict(fetch, url)));
      }
      web.awaitRequests(21);
      assertEquals(21, web.asked("/robots.txt"));
      waiting.forEach(future -> future.cancel(true));
      others.forEach(future -> future.cancel(true));
    }
  }

  @Test
  void anInterruptedCallerIsGoneAtOnceAndHoldsNothing() throws Exception {
    var arrived = new CountDownLatch(2);
    web.on(
        "/stall.jpg",
        (_, wire) -> {
          arrived.countDown();
          return wire.stall();
        });
    try (WebFetch fetch = Asking.open(web, PATIENT.withConcurrency(2));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> verdict(fetch, web.url("a.test", "/stall.jpg")));
      var second = threads.submit(() -> verdict(fetch, web.url("a.test", "/stall.jpg")));
      arrived.await();
      first.cancel(true);
      second.cancel(true);
      assertEquals("kept 12", verdict(fetch, web.url("a.test", "/a.jpg")));
    }
  }

  @Test
  void closingEndsEverything() throws Exception {
    var arrived = new CountDownLatch(1);
    web.on(
        "/stall.jpg",
        (_, wire) -> {
          arrived.countDown();
          return wire.stall();
        });
    WebFetch fetch = Asking.open(web, PATIENT);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stalled = threads.submit(() -> verdict(fetch, web.url("a.test", "/stall.jpg")));
      arrived.await();
      fetch.close();
      var e = assertThrows(ExecutionException.class, stalled::get);
      assertInstanceOf(IOException.class, e.getCause());
      assertThrows(IOException.class, () -> verdict(fetch, web.url("a.test", "/a.jpg")));
    }
  }

  @Test
  void theBudgetOfBodiesHoldsWithoutADeadlock() throws Exception {
    byte[] body = new byte[90_000];
    web.on("/known.jpg", Manners.body("", body));
    web.on(
        "/unknown.jpg",
        (_, wire) -> {
          wire.send("HTTP/1.1 200 OK\r\n\r\n").send(body);
          return false;
        });
    web.on("/packed.jpg", Manners.body("Content-Encoding: gzip\r\n", Manners.gzip(body)));
    var tight = new Limits(64, 100_000, 400_000, Duration.ofSeconds(10), Duration.ofSeconds(60), 5);
    try (WebFetch fetch = open(Asking.RUDE, tight);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        String path = List.of("/known.jpg", "/unknown.jpg", "/packed.jpg").get(i % 3);
        String url = web.url("h" + i % 20 + ".test", path);
        results.add(threads.submit(() -> verdict(fetch, url)));
      }
      for (Future<String> result : results) {
        assertEquals("kept 90000", result.get());
      }
    }
  }
}
