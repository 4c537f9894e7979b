package pairmill.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HubTest {
  private static final URI SECURE = URI.create("https://hub.example/a/b");

  @Test
  void redirectMayLeadToAnotherHostAndToHttps() throws Exception {
    URI other = URI.create("https://cdn.example/x?y");
    assertEquals(other, Hub.target(SECURE, other));
    assertEquals(other, Hub.target(URI.create("http://hub.example/a"), other));
    assertEquals(URI.create("https://hub.example/c"), Hub.target(SECURE, URI.create("/c")));
  }

  @Test
  void redirectNeverLeadsFromHttpsToHttp() {
    assertEquals(
        "https://hub.example/a/b: redirects from https to http, to http://cdn.example/x",
        assertThrows(
                OriginException.class,
                () -> Hub.target(SECURE, URI.create("http://cdn.example/x?secret")))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "huggingface.co", "ftp://a.org", "https://", "https://a.org/?x", "http://a b"})
  void addressThatIsNoHubIsASentence(String address) {
    assertEquals(
        "a hub must be an http or https address, not '" + address + "'",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Hub(address, "Pairmill/test", Duration.ofSeconds(1)))
            .getMessage());
  }
}
