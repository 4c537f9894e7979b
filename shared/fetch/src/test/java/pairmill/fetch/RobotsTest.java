package pairmill.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pairmill.fetch.Asking.HASTY;
import static pairmill.fetch.Asking.NOW;
import static pairmill.fetch.Asking.PATIENT;
import static pairmill.fetch.Asking.verdict;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pairmill.consent.Evidence;
import pairmill.download.FetchResult;

class RobotsTest {
  private BadWeb web;

  @BeforeEach
  void open() throws Exception {
    web = BadWeb.open().on("/x/a.jpg", Manners.picture());
  }

  @AfterEach
  void close() throws Exception {
    web.close();
  }

  private static Arguments robots(String name, String expected, BadWeb.Manner manner) {
    return Arguments.of(name, expected, manner);
  }

  static Stream<Arguments> answers() {
    String filler = "#".repeat(600 * 1024);
    return Stream.of(
        robots("allowing", "kept 12", Manners.text("User-agent: *\nDisallow: /y")),
        robots("disallowing", "ROBOTS_DISALLOWED", Manners.text("User-agent: *\nDisallow: /x")),
        robots("empty", "kept 12", Manners.text("")),
        robots("HTML", "kept 12", Manners.text("<html>Disallow: /</html>")),
        robots("204", "kept 12", Manners.raw("HTTP/1.1 204 No Content\r\n\r\n")),
        robots("401", "kept 12", Manners.status("401 Who")),
        robots("403", "kept 12", Manners.status("403 No")),
        robots("404", "kept 12", Manners.status("404 Not Found")),
        robots("410", "kept 12", Manners.status("410 Gone")),
        robots("429", "ROBOTS_UNREACHABLE", Manners.status("429 Slow", "Retry-After: 0")),
        robots("500", "ROBOTS_UNREACHABLE", Manners.status("500 Oops")),
        robots("503", "ROBOTS_UNREACHABLE", Manners.status("503 Busy")),
        robots("304", "ROBOTS_UNREACHABLE", Manners.raw("HTTP/1.1 304 Same\r\n\r\n")),
        robots("closed", "ROBOTS_UNREACHABLE", Manners.raw("")),
        robots("garbage", "ROBOTS_UNREACHABLE", Manners.raw("garbage\r\n\r\n")),
        robots(
            "clipped",
            "ROBOTS_UNREACHABLE",
            Manners.raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser-agent: *\n")),
        robots("redirect loop", "kept 12", Manners.redirect("/robots.txt")),
        robots("redirect to nowhere", "ROBOTS_UNREACHABLE", Manners.status("301 Moved")),
        robots(
            "redirect to a private address",
            "ROBOTS_UNREACHABLE",
            Manners.redirect("http://private.test/robots.txt")),
        robots(
            "endless",
            "ROBOTS_DISALLOWED",
            (_, wire) ->
                wire.send("HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /x\n")
                    .forever(filler.getBytes(StandardCharsets.US_ASCII))),
        robots(
            "10 MB with the rule behind them",
            "kept 12",
            Manners.text("User-agent: *\n" + "# nothing\n".repeat(1_000_000) + "Disallow: /")),
        robots(
            "a gzip bomb with the rule in front",
            "ROBOTS_DISALLOWED",
            Manners.body(
                "Content-Encoding: gzip\r\n",
                Manners.gzip(
                    ("User-agent: *\nDisallow: /\n" + filler)
                        .getBytes(StandardCharsets.US_ASCII)))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("answers")
  void robotsTxtDecidesBeforeThePictureIsAskedFor(
      String name, String expected, BadWeb.Manner manner) throws Exception {
    web.on("/robots.txt", manner);
    try (WebFetch fetch = Asking.open(web, PATIENT)) {
      assertEquals(expected, verdict(fetch, web.url("a.test", "/x/a.jpg")), name);
    }
    assertEquals(expected.equals("kept 12") ? 1 : 0, web.asked("/x/a.jpg"));
  }

  @Test
  void aStallingRobotsTxtIsUnreachable() throws Exception {
    web.on("/robots.txt", (_, wire) -> wire.stall());
    try (WebFetch fetch = Asking.open(web, HASTY)) {
      assertEquals("ROBOTS_UNREACHABLE", verdict(fetch, web.url("a.test", "/x/a.jpg")));
    }
  }

  @Test
  void theEvidenceSaysWhatDecidedWhereAndWhen() throws Exception {
    web.on("/robots.txt", Manners.text("User-agent: *\nDisallow: /x\nAllow: /x/a\n"));
    try (WebFetch fetch = Asking.open(web, PATIENT)) {
      String source = web.url("a.test", "/robots.txt");
      FetchResult allowed = Asking.ask(fetch, web.url("a.test", "/x/a.jpg"));
      FetchResult refused = Asking.ask(fetch, web.url("a.test", "/x/b.jpg"));
      assertEquals(
          List.of(new Evidence("robots.txt", "allowed: Allow: /x/a (line 3)", source, NOW)),
          allowed.evidence());
      assertEquals(
          List.of(new Evidence("robots.txt", "disallowed: Disallow: /x (line 2)", source, NOW)),
          refused.evidence());
    }
  }

  @Test
  void aMissingRobotsTxtIsEvidenceToo() throws Exception {
    try (WebFetch fetch = Asking.open(web, PATIENT)) {
      FetchResult result = Asking.ask(fetch, web.url("a.test", "/x/a.jpg"));
      assertEquals("allowed: status 404", result.evidence().getFirst().value());
    }
  }

  @Test
  void dotsDoNotClimbAroundARule() throws Exception {
    web.on("/robots.txt", Manners.text("User-agent: *\nDisallow: /x/"));
    try (WebFetch fetch = Asking.open(web, PATIENT)) {
      for (String path :
          List.of("/y/../x/a.jpg", "/%78/a.jpg", "/y/%2e%2e/x/a.jpg", "/./x/a.jpg")) {
        assertEquals("ROBOTS_DISALLOWED", verdict(fetch, web.url("a.test", path)), path);
      }
    }
  }

  @Test
  void aRedirectsTargetIsAskedForItsOwnRobotsTxt() throws Exception {
    web.on(
        "/robots.txt",
        (request, wire) -> {
          String rules =
              request.host().equals("strict.test") ? "User-agent: pairmill\nDisallow: /" : "";
          return Manners.text(rules).answer(request, wire);
        });
    web.on("/to", Manners.redirect(web.url("strict.test", "/x/a.jpg")));
    try (WebFetch fetch = Asking.open(web, PATIENT)) {
      FetchResult result = Asking.ask(fetch, web.url("a.test", "/to"));
      assertEquals("ROBOTS_DISALLOWED", verdict(result));
      assertEquals(
          List.of("allowed", "disallowed: Disallow: / (line 2)"),
          result.evidence().stream().map(Evidence::value).toList());
    }
    assertEquals(0, web.asked("/x/a.jpg"));
  }

  @Test
  void threeHundredPicturesOfAHostCauseOneReading() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    web.on(
        "/robots.txt",
        (request, wire) -> {
          asked.await();
          return Manners.text("").answer(request, wire);
        });
    try (WebFetch fetch = Asking.open(web, PATIENT);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> task = () -> verdict(fetch, web.url("a.test", "/x/a.jpg"));
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        results.add(threads.submit(task));
      }
      asked.countDown();
      for (Future<String> result : results) {
        assertEquals("kept 12", result.get());
      }
    }
    assertEquals(1, web.asked("/robots.txt"));
    assertEquals(300, web.asked("/x/a.jpg"));
  }

  @Test
  void robotsTxtIsReadAgainAfterADay() throws Exception {
    var now = new AtomicReference<Instant>(NOW);
    try (WebFetch fetch =
        WebFetch.open(Asking.AGENT, Asking.RUDE, PATIENT, web.network(), now::get)) {
      String url = web.url("a.test", "/x/a.jpg");
      assertEquals("kept 12", verdict(fetch, url));
      now.set(NOW.plus(Duration.ofHours(24)).minusMillis(1));
      assertEquals("kept 12", verdict(fetch, url));
      assertEquals(1, web.asked("/robots.txt"));
      now.set(NOW.plus(Duration.ofHours(24)));
      web.on("/robots.txt", Manners.text("User-agent: *\nDisallow: /"));
      assertEquals("ROBOTS_DISALLOWED", verdict(fetch, url));
    }
  }
}
