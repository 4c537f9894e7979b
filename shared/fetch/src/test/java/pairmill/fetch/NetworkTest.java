package pairmill.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pairmill.fetch.Asking.PATIENT;
import static pairmill.fetch.Asking.verdict;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.download.AddressGuard;
import pairmill.download.Fetched;
import pairmill.pair.Outcome;

class NetworkTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private BadWeb web;

  @BeforeEach
  void open() throws Exception {
    web = BadWeb.open().on("/a.jpg", Manners.picture());
  }

  @AfterEach
  void close() throws Exception {
    web.close();
  }

  private WebFetch resolving(Resolver resolver) throws Exception {
    var network = new Network(web.network().guard(), resolver, null);
    return WebFetch.open(Asking.AGENT, Asking.RUDE, PATIENT, network, Asking.CLOCK);
  }

  @Test
  void saysWhoAsksAndNothingElse() throws Exception {
    try (WebFetch fetch = Asking.open(web, PATIENT)) {
      assertEquals("kept 12", verdict(fetch, web.url("a.test", "/a.jpg")));
    }
    assertEquals(
        List.of(
            "GET /a.jpg HTTP/1.1",
            "Host: a.test:" + web.port(),
            "User-Agent: Pairmill/1.2 (+https://example.org/bot)",
            "Accept: image/jpeg, image/png, image/webp, image/*;q=0.5",
            "Accept-Encoding: identity"),
        web.requests().getLast().head());
  }

  @Test
  void givesTheBytesTheLastAddressAndTheTime() throws Exception {
    web.on("/from", Manners.redirect("/a.jpg?q#f")).on("/a.jpg?q", Manners.picture());
    try (WebFetch fetch = Asking.open(web, PATIENT)) {
      var outcome = Asking.ask(fetch, web.url("a.test", "/from")).outcome();
      var kept = assertInstanceOf(Outcome.Kept.class, outcome);
      var fetched = assertInstanceOf(Fetched.class, kept.value());
      assertArrayEquals(Manners.PICTURE, fetched.body());
      assertEquals(web.url("a.test", "/a.jpg?q"), fetched.finalUrl());
      assertEquals(Asking.NOW, fetched.fetchedAt());
    }
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    try (WebFetch fetch = Asking.open(web, PATIENT)) {
      for (int i = 0; i < 20; i++) {
        assertEquals("kept 12", verdict(fetch, web.url("a.test", "/a.jpg")));
      }
    }
    assertTrue(web.connections() <= 2, web.connections() + " connections");
  }

  @Test
  void aConnectionThatWasClosedWhileIdleCostsNoPicture() throws Exception {
    web.on("/once.jpg", closing());
    try (WebFetch fetch = Asking.open(web, PATIENT)) {
      for (int i = 0; i < 5; i++) {
        assertEquals("kept 12", verdict(fetch, web.url("a.test", "/once.jpg")));
      }
    }
  }

  /// Promises to keep the connection, and closes it.
  private static BadWeb.Manner closing() {
    return (request, wire) -> {
      Manners.picture().answer(request, wire);
      return false;
    };
  }

  @Test
  void aNameThatDoesNotResolveIsRefused() throws Exception {
    try (WebFetch fetch =
        resolving(host -> {
          throw new UnknownHostException(host);
        })) {
      assertEquals("DNS_FAILED", verdict(fetch, web.url("a.test", "/a.jpg")));
    }
    try (WebFetch fetch = resolving(_ -> List.of())) {
      assertEquals("DNS_FAILED", verdict(fetch, web.url("a.test", "/a.jpg")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "127.0.0.2", "169.254.169.254", "::1", "fd00::1"})
  void oneAddressThatIsNotPublicMakesAllSuspect(String hidden) throws Exception {
    InetAddress mine = InetAddress.getLoopbackAddress();
    try (WebFetch fetch = resolving(_ -> List.of(mine, InetAddress.ofLiteral(hidden)))) {
      assertEquals("ADDRESS_DENIED", verdict(fetch, web.url("a.test", "/a.jpg")));
    }
    assertEquals(0, web.connections());
  }

  @Test
  void aNameIsResolvedOnceForARequestSoThatItCannotChangeItsMind() throws Exception {
    var answers = new AtomicInteger();
    InetAddress mine = InetAddress.getLoopbackAddress();
    try (WebFetch fetch =
        resolving(_ ->
            List.of(answers.incrementAndGet() <= 2 ? mine : InetAddress.ofLiteral("10.0.0.1")))) {
      assertEquals("kept 12", verdict(fetch, web.url("a.test", "/a.jpg")));
      assertEquals("ADDRESS_DENIED", verdict(fetch, web.url("a.test", "/a.jpg")));
    }
    assertEquals(3, answers.get());
  }

  @Test
  void otherPortsAreDeniedBeforeANameIsLookedUp() throws Exception {
    try (WebFetch fetch =
        resolving(_ -> {
          throw new AssertionError("looked up");
        })) {
      assertEquals("PORT_DENIED", verdict(fetch, "http://a.test:22/a.jpg"));
    }
  }

  @Test
  void aClosedPortIsNoConnection() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var network =
        new Network(
            AddressGuard.opening(List.of("127.0.0.1")),
            _ -> List.of(InetAddress.getLoopbackAddress()),
            null);
    try (WebFetch fetch =
        WebFetch.open(Asking.AGENT, Asking.RUDE, PATIENT, network, Asking.CLOCK)) {
      assertEquals("CONNECT_FAILED", verdict(fetch, "http://a.test:" + port + "/a.jpg"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "http://", "http://a@b.test/", "ftp://a.test/x"})
  void whatIsNoWebAddressIsRefused(String url) throws Exception {
    try (WebFetch fetch = Asking.open(web, PATIENT)) {
      assertEquals("BAD_URL", verdict(fetch, url));
    }
  }

  @Test
  void tlsWantsTheRightNameFromATrustedIssuer(@TempDir Path folder) throws Exception {
    KeyStore keys = certificate(folder.resolve("right.p12"), "right.test");
    try (BadWeb secure = BadWeb.open(context(keys)).on("/a.jpg", Manners.picture());
        WebFetch trusting = open(secure, keys);
        WebFetch distrusting =
            open(secure, certificate(folder.resolve("other.p12"), "right.test"));
        WebFetch stock = open(secure, null)) {
      String right = "https://right.test:" + secure.port() + "/a.jpg";
      assertEquals("kept 12", verdict(trusting, right));
      assertEquals("TLS_FAILED", verdict(distrusting, right));
      assertEquals("TLS_FAILED", verdict(stock, right));
      assertEquals("TLS_FAILED", verdict(trusting, right.replace("right.", "wrong.")));
      assertEquals("TLS_FAILED", verdict(trusting, right.replace("right.test", "127.0.0.1")));
    }
  }

  @Test
  void tlsTellsTheServerTheNameUnlessItHasAnUnderscore(@TempDir Path folder) throws Exception {
    KeyStore keys = certificate(folder.resolve("wild.p12"), "*.wild.test");
    try (BadWeb secure = BadWeb.open(context(keys)).on("/a.jpg", Manners.picture());
        WebFetch fetch = open(secure, keys)) {
      String plain = "https://plain.wild.test:" + secure.port() + "/a.jpg";
      assertEquals("kept 12", verdict(fetch, plain));
      secure.on("/name", (request, wire) -> Manners.text(wire.serverName()).answer(request, wire));
      assertEquals("kept 15", verdict(fetch, plain.replace("a.jpg", "name")), "plain.wild.test");
      // The JDK names no such host and trusts no certificate for it.
      assertEquals("TLS_FAILED", verdict(fetch, plain.replace("plain", "under_score")));
    }
  }

  @Test
  void tlsToAServerThatSpeaksNoneFails() throws Exception {
    var limits =
        new Limits(1, 100_000, 1_000_000, Duration.ofMillis(500), Duration.ofSeconds(20), 5);
    try (WebFetch fetch = Asking.open(web, limits)) {
      String verdict = verdict(fetch, web.url("a.test", "/a.jpg").replace("http:", "https:"));
      assertEquals("TLS_FAILED", verdict);
    }
  }

  private static WebFetch open(BadWeb web, @Nullable KeyStore trust) throws Exception {
    var network = new Network(web.network().guard(), web.network().resolver(), trust);
    return WebFetch.open(Asking.AGENT, Asking.RUDE, PATIENT, network, Asking.CLOCK);
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  /// A self-signed certificate, made by the JDK's own tool.
  private static KeyStore certificate(Path file, String name) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var process =
        new ProcessBuilder(
                Stream.of(
                        List.of(keytool, "-genkeypair", "-alias", "a", "-keyalg", "EC"),
                        List.of("-dname", "CN=" + name, "-ext", "san=dns:" + name),
                        List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD)),
                        List.of("-keystore", file.toString()))
                    .flatMap(List::stream)
                    .toList())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }
}
