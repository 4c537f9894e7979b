package pairmill.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostsTest {
  @ParameterizedTest
  @CsvSource({
    "http://example.com/a, example.com",
    "https://EXAMPLE.com, example.com",
    "https://example.com:8080/a, example.com",
    "https://example.com:/a, example.com",
    "https://example.com./a, example.com",
    "https://example.com.:80/a, example.com",
    "https://user:pass@example.com:80/a, example.com",
    "https://user@other@example.com/a, example.com",
    "https://example.com?q=@x, example.com",
    "https://example.com#f, example.com",
    "https://example.com\\@x, example.com",
    "http://[::1]/a, [::1]",
    "http://[2001:DB8::1]:8080/a, [2001:db8::1]",
    "http://192.0.2.7:80/, 192.0.2.7",
    "http://münchen.example/, münchen.example",
    "http:///x, ''",
    "http://:80/x, ''",
    "http://, ''",
    "example.com/a, ''",
    "'', ''",
  })
  void theHostOfAnAddressIsFound(String url, String host) {
    assertEquals(host, Hosts.of(url));
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com",
    "img.cdn.example.com, example.com",
    "www.bbc.co.uk, bbc.co.uk",
    "co.uk, co.uk",
    "1.bp.blogspot.com, blogspot.com",
    "someone.github.io, github.io",
    "www.city.kawasaki.jp, city.kawasaki.jp",
    "192.0.2.7, 192.0.2.7",
    "[::1], [::1]",
    "localhost, localhost",
    "a_b.example.com, example.com",
    "no..name, no..name",
    "'', ''",
  })
  void theRegistrableDomainIsThatOfTheRegistries(String host, String domain) {
    assertEquals(domain, Hosts.domain(host));
  }

  @Test
  void hostsOfOneDomainShareABucket() {
    for (int buckets : new int[] {1, 64, 4_096}) {
      assertEquals(
          Hosts.bucket("1.bp.blogspot.com", buckets), Hosts.bucket("blogspot.com", buckets));
      assertEquals(
          Hosts.bucket("a.example.co.uk", buckets), Hosts.bucket("b.example.co.uk", buckets));
    }
  }

  /// Buckets name queues and ledgers of deployments: they never change.
  @ParameterizedTest
  @CsvSource({
    "example.com, 64, 17",
    "blogspot.com, 64, 55",
    "www.bbc.co.uk, 4096, 1161",
    "'', 64, 0"
  })
  void theBucketOfAHostStays(String host, int buckets, int bucket) {
    assertEquals(bucket, Hosts.bucket(host, buckets));
  }

  @Test
  void bucketsFillEvenly() {
    int[] hosts = new int[64];
    IntStream.range(0, 64_000)
        .forEach(i -> hosts[Hosts.bucket("host" + i + ".example" + i + ".com", 64)]++);
    assertTrue(IntStream.of(hosts).allMatch(n -> n > 850 && n < 1_150));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\ud83d", "//", "[", "xn--", "..", "%"})
  void hostileHostsHaveABucket(String host) {
    int bucket = Hosts.bucket(Hosts.of("http://" + host.repeat(1_000)), 64);
    assertTrue(bucket >= 0 && bucket < 64);
  }
}
