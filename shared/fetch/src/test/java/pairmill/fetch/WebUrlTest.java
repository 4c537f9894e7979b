package pairmill.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://a.test, http://a.test/",
    "HTTP://A.Test:80/x, http://a.test/x",
    "https://a.test:443/, https://a.test/",
    "https://a.test:80/, https://a.test:80/",
    "http://a.test./x, http://a.test/x",
    "http://a.test:/x, http://a.test/x",
    "http://a.test?q=1, http://a.test/?q=1",
    "http://a.test/x#y, http://a.test/x",
    "http://a.test/a b?c d, http://a.test/a%20b?c%20d",
    "http://a.test/ü?ü, http://a.test/%C3%BC?%C3%BC",
    "http://a.test/%zz%20, http://a.test/%zz%20",
    "http://a.test/{a|b}, http://a.test/%7Ba|b%7D",
    "http://bücher.test/, http://xn--bcher-kva.test/",
    "http://a_b.test/, http://a_b.test/",
    "http://a.test/x/../y/./z/.., http://a.test/y/",
    "http://a.test/../../x, http://a.test/x",
    "http://a.test/x/%2e%2E/y, http://a.test/y",
    "http:\\\\a.test\\x, http://a.test/x",
    "http://[::1]:8080/x, http://[0:0:0:0:0:0:0:1]:8080/x",
    "http://127.0.0.1/, http://127.0.0.1/",
  })
  void readsAsBrowsersDo(String written, String wire) {
    assertEquals(wire, WebUrl.parse(written).map(WebUrl::toString).orElse("none"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.test/x",
        "//a.test/x",
        "ftp://a.test/",
        "file:///etc/passwd",
        "http:///x",
        "http://",
        "http://a@b.test/",
        "http://a:b@c.test/",
        "http://a.test:65536/",
        "http://a.test:0/",
        "http://a.test:x/",
        "http://a..b/",
        "http://a b/",
        "http://a%00b/",
        "http://[::1/",
        "http://[fe80::1%eth0]/",
        "http://[::g]/",
        "http:a.test"
      })
  void refusesWhatIsNoWebAddress(String written) {
    assertEquals("none", WebUrl.parse(written).map(WebUrl::toString).orElse("none"));
  }

  @ParameterizedTest
  @CsvSource({
    "/x, http://a.test:81/x",
    "x, http://a.test:81/d/x",
    "../x?y, http://a.test:81/x?y",
    "?q, http://a.test:81/d/e?q",
    "#f, http://a.test:81/d/e?p",
    "//b.test/x, http://b.test/x",
    "https://b.test, https://b.test/",
    "\u00C3\u00BC, http://a.test:81/d/%C3%BC",
    "'a b', http://a.test:81/d/a%20b",
    "file:///x, none",
    "http:x, none",
    "'', none",
  })
  void resolvesLocations(String location, String wire) {
    WebUrl base = WebUrl.parse("http://a.test:81/d/e?p").orElseThrow();
    assertEquals(wire, base.resolve(location).map(WebUrl::toString).orElse("none"));
  }

  @Test
  void whatItWritesItReadsAgain() {
    var random = new Random(3);
    String letters = "ab./\\?#%:@[]&= \u00fc\u4e2d\u0000\n\"<>{}";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder("http://a");
      for (int n = random.nextInt(20); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      WebUrl.parse(text.toString())
          .ifPresent(
              url -> assertEquals(url, WebUrl.parse(url.toString()).orElseThrow(), text::toString));
    }
  }
}
