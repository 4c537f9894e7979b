package pairmill.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pairmill.fetch.Asking.HASTY;
import static pairmill.fetch.Asking.PATIENT;
import static pairmill.fetch.Asking.verdict;
import static pairmill.fetch.Manners.PICTURE;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every bad manner ends as one counted reason, and the host next door is served all the same.
class BadMannersTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final byte[] ZEROS = new byte[64 * 1024];

  private BadWeb web;

  @BeforeEach
  void open() throws Exception {
    web = BadWeb.open().on("/fine.jpg", Manners.picture());
  }

  @AfterEach
  void close() throws Exception {
    web.close();
  }

  private static Arguments manner(String name, String expected, BadWeb.Manner manner) {
    return Arguments.of(name, expected, manner);
  }

  static Stream<Arguments> whatEndsByItself() {
    String kept = "kept " + PICTURE.length;
    String picture = new String(PICTURE, StandardCharsets.ISO_8859_1);
    byte[] bomb = Manners.gzip(new byte[200_000]);
    return Stream.of(
        manner("a picture", kept, Manners.picture()),
        manner("HTML instead", "kept 6", Manners.body("Content-Type: text/html\r\n", b("<html>"))),
        manner("until close", kept, Manners.raw(OK + "\r\n" + picture)),
        manner(
            "chunked",
            kept,
            Manners.raw(
                OK + "Transfer-Encoding: chunked\r\n\r\nc\r\n" + picture + "\r\n0\r\n\r\n")),
        manner("404", "HTTP_STATUS", Manners.status("404 Not Found")),
        manner("500", "HTTP_STATUS", Manners.status("500 Oops")),
        manner("204", "HTTP_STATUS", Manners.raw("HTTP/1.1 204 No Content\r\n\r\n")),
        manner("206", "HTTP_STATUS", Manners.status("206 Partial Content")),
        manner("304", "HTTP_STATUS", Manners.raw("HTTP/1.1 304 Not Modified\r\n\r\n")),
        manner("101", "HTTP_STATUS", Manners.raw("HTTP/1.1 101 Switching Protocols\r\n\r\n")),
        manner("short body", "BODY_TRUNCATED", Manners.raw(OK + "Content-Length: 99\r\n\r\nabc")),
        manner(
            "short chunks",
            "BODY_TRUNCATED",
            Manners.raw(OK + "Transfer-Encoding: chunked\r\n\r\n9\r\nabc")),
        manner("long body", "kept 3", Manners.raw(OK + "Content-Length: 3\r\n\r\nabcdef")),
        manner(
            "two lengths",
            "BAD_RESPONSE",
            Manners.raw(OK + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")),
        manner("negative length", "BAD_RESPONSE", Manners.raw(OK + "Content-Length: -1\r\n\r\na")),
        manner(
            "invalid chunk",
            "BAD_RESPONSE",
            Manners.raw(OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc")),
        manner(
            "reset mid-body",
            "BODY_TRUNCATED",
            (_, wire) -> wire.send(OK + "Content-Length: 99\r\n\r\nabc").reset()),
        manner("reset at once", "BAD_RESPONSE", (_, wire) -> wire.reset()),
        manner("closed at once", "BAD_RESPONSE", Manners.raw("")),
        manner("half a head", "BAD_RESPONSE", Manners.raw(OK + "Content-Le")),
        manner("HTTP/0.9", "BAD_RESPONSE", Manners.raw("<html>hello</html>\r\n\r\n")),
        manner("no status", "BAD_RESPONSE", Manners.raw("HTTP/1.1 ok\r\n\r\n")),
        manner(
            "100 then 200",
            "kept 3",
            Manners.raw("HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 3\r\n\r\nabc")),
        manner(
            "103 then 200",
            "kept 3",
            Manners.raw("HTTP/1.1 103 Early Hints\r\n\r\n" + OK + "Content-Length: 3\r\n\r\nabc")),
        manner(
            "announced too large",
            "BODY_TOO_LARGE",
            (_, wire) -> wire.send(OK + "Content-Length: 100001\r\n\r\n").stall()),
        manner(
            "announced beyond any number",
            "BAD_RESPONSE",
            Manners.raw(OK + "Content-Length: 99999999999999999999999\r\n\r\n")),
        manner(
            "endless body", "BODY_TOO_LARGE", (_, wire) -> wire.send(OK + "\r\n").forever(ZEROS)),
        manner(
            "endless chunks",
            "BODY_TOO_LARGE",
            (_, wire) ->
                wire.send(OK + "Transfer-Encoding: chunked\r\n\r\n").forever(b("1\r\nx\r\n"))),
        manner(
            "many headers", "BAD_RESPONSE", Manners.raw(OK + "X: y\r\n".repeat(10_000) + "\r\n")),
        manner(
            "one giant header",
            "BAD_RESPONSE",
            Manners.raw(OK + "X: " + "y".repeat(100_000) + "\r\n\r\n")),
        manner("endless headers", "BAD_RESPONSE", (_, w) -> w.send(OK).forever(b("X: y\r\n"))),
        manner(
            "endless status line", "BAD_RESPONSE", (_, w) -> w.send("HTTP/1.1 2").forever(ZEROS)),
        manner(
            "endless trailers",
            "BAD_RESPONSE",
            (_, w) ->
                w.send(OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n").forever(b("X: y\r\n"))),
        manner("gzip", kept, Manners.body("Content-Encoding: gzip\r\n", Manners.gzip(PICTURE))),
        manner(
            "deflate", kept, Manners.body("Content-Encoding: deflate\r\n", Manners.zlib(PICTURE))),
        manner(
            "bare deflate",
            kept,
            Manners.body("Content-Encoding: deflate\r\n", bare(Manners.zlib(PICTURE)))),
        manner("gzip bomb", "BODY_TOO_LARGE", Manners.body("Content-Encoding: gzip\r\n", bomb)),
        manner(
            "clipped gzip",
            "BODY_TRUNCATED",
            Manners.body("Content-Encoding: gzip\r\n", Arrays.copyOf(bomb, bomb.length / 2))),
        manner(
            "deflate garbage",
            "BAD_ENCODING",
            Manners.body("Content-Encoding: deflate\r\n", b("\u0007garbage"))),
        manner(
            "gzip garbage", "BAD_ENCODING", Manners.body("Content-Encoding: gzip\r\n", b("abc"))),
        manner("unasked br", "BAD_ENCODING", Manners.body("Content-Encoding: br\r\n", b("abc"))),
        manner("redirect to nowhere", "BAD_REDIRECT", Manners.status("302 Found")),
        manner("redirect to a file", "BAD_REDIRECT", Manners.redirect("file:///etc/passwd")),
        manner("redirect to data", "BAD_REDIRECT", Manners.redirect("data:image/png;base64,AA")),
        manner("redirect with a user", "BAD_REDIRECT", Manners.redirect("http://a@b.test/")),
        manner(
            "redirect to metadata",
            "ADDRESS_DENIED",
            Manners.redirect("http://169.254.169.254/latest/meta-data/")),
        manner("redirect to loopback", "ADDRESS_DENIED", Manners.redirect("http://[::1]/")),
        manner("redirect to a port", "PORT_DENIED", Manners.redirect("http://a.test:22/")),
        manner("redirect to itself", "TOO_MANY_REDIRECTS", Manners.redirect("/bad.jpg")),
        manner("429, 0", "RATE_LIMITED", Manners.status("429 Slow", "Retry-After: 0")),
        manner("429, small", "RATE_LIMITED", Manners.status("429 Slow", "Retry-After: 1")),
        manner("429, huge", "RATE_LIMITED", Manners.status("429 Slow", "Retry-After: 86400")),
        manner(
            "429, absurd",
            "RATE_LIMITED",
            Manners.status("429 Slow", "Retry-After: " + "9".repeat(30))),
        manner("429, garbage", "RATE_LIMITED", Manners.status("429 Slow", "Retry-After: soon")),
        manner(
            "429, a date",
            "RATE_LIMITED",
            Manners.status("429 Slow", "Retry-After: Tue, 03 Feb 2026 05:05:06 GMT")),
        manner("503", "RATE_LIMITED", Manners.status("503 Busy")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("whatEndsByItself")
  void badMannersEndAsOneReason(String name, String expected, BadWeb.Manner manner)
      throws Exception {
    web.on("/bad.jpg", manner);
    try (WebFetch fetch =
        WebFetch.open(Asking.AGENT, Asking.RUDE, PATIENT, anyName(), Asking.CLOCK)) {
      assertEquals(expected, verdict(fetch, web.url("bad.test", "/bad.jpg")), name);
      assertEquals("kept 12", verdict(fetch, web.url("good.test", "/fine.jpg")));
    }
  }

  /// Names lead here, literal addresses where they say.
  private Network anyName() {
    return new Network(
        web.network().guard(),
        host ->
            host.matches("[0-9.]+|.*:.*")
                ? List.of(InetAddress.ofLiteral(host))
                : web.network().resolver().resolve(host),
        null);
  }

  static Stream<Arguments> whatNeverEnds() {
    return Stream.of(
        manner("stall before the head", "TIMED_OUT", (_, wire) -> wire.stall()),
        manner("stall in the head", "TIMED_OUT", (_, wire) -> wire.send(OK).stall()),
        manner(
            "stall in the body",
            "TIMED_OUT",
            (_, wire) -> wire.send(OK + "Content-Length: 9\r\n\r\nabc").stall()),
        manner(
            "dripping body",
            "TIMED_OUT",
            (_, wire) -> wire.send(OK + "Content-Length: 9999\r\n\r\n").drip("x", 50)),
        manner("dripping head", "TIMED_OUT", (_, wire) -> wire.send(OK).drip("X: y\r\n", 50)),
        manner(
            "endless 100 Continue",
            "TIMED_OUT",
            (_, wire) -> wire.drip("HTTP/1.1 100 Continue\r\n\r\n", 20)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("whatNeverEnds")
  void whatNeverEndsIsCutOff(String name, String expected, BadWeb.Manner manner) throws Exception {
    web.on("/bad.jpg", manner);
    try (WebFetch fetch = Asking.open(web, HASTY)) {
      assertEquals(expected, verdict(fetch, web.url("bad.test", "/bad.jpg")), name);
      assertEquals("kept 12", verdict(fetch, web.url("bad.test", "/fine.jpg")));
    }
  }

  @Test
  void nothingIsReadAfterARefusal() throws Exception {
    byte[] large = new byte[50_000_000];
    web.on(
        "/large.jpg",
        (_, wire) -> {
          wire.send(OK + "Content-Length: " + large.length + "\r\n\r\n");
          return wire.forever(ZEROS);
        });
    web.on("/gone.jpg", (_, wire) -> wire.send("HTTP/1.1 410 Gone\r\n\r\n").forever(ZEROS));
    try (WebFetch fetch = Asking.open(web, PATIENT)) {
      assertEquals("BODY_TOO_LARGE", verdict(fetch, web.url("a.test", "/large.jpg")));
      assertEquals("HTTP_STATUS", verdict(fetch, web.url("b.test", "/gone.jpg")));
    }
    // What lies in the buffers of two sockets was sent, but not asked for.
    assertTrue(web.bytesSent() < 20_000_000, web.bytesSent() + " bytes were taken");
  }

  private static byte[] b(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bare(byte[] zlib) {
    return Arrays.copyOfRange(zlib, 2, zlib.length - 4);
  }
}
