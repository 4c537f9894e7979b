package pairmill.fetch;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pairmill.fetch.Asking.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Thousands of callers at once.
class ManyHostsTest {
  private static final int HOSTS = 200;
  private static final int EACH = 10;
  private static final double PER_SECOND = 10;

  @Test
  void everyHostIsAskedAtItsPaceOverTwoConnectionsAndForRobotsOnce() throws Exception {
    var polite = new Politeness(PER_SECOND, 2, Duration.ofSeconds(2), 10);
    var limits =
        new Limits(100, 100_000, 1_000_000, Duration.ofSeconds(20), Duration.ofSeconds(60), 5);
    try (BadWeb web = BadWeb.open()) {
      for (int i = 0; i < EACH; i++) {
        web.on("/" + i + ".jpg", Manners.picture());
      }
      try (WebFetch fetch =
              WebFetch.open(Asking.AGENT, polite, limits, web.network(), Asking.CLOCK);
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<String>> results = new ArrayList<>();
        for (String url : urls(web)) {
          results.add(threads.submit(() -> verdict(fetch, url)));
        }
        for (Future<String> result : results) {
          assertEquals("kept 12", result.get());
        }
      }
      assertEquals(HOSTS, web.asked("/robots.txt"));
      assertEquals(HOSTS, web.mostOpen().size());
      assertTrue(Collections.max(web.mostOpen().values()) <= 2, () -> "" + web.mostOpen());
      keptTheirPace(web);
    }
  }

  private static List<String> urls(BadWeb web) {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < HOSTS * EACH; i++) {
      urls.add(web.url("h" + i % HOSTS + ".test", "/" + i / HOSTS + ".jpg"));
    }
    return urls;
  }

  /// From the first to the last request of a host there lie as many intervals as there are gaps.
  /// What the first took on its way is all that may be missing, so the fastest host decides.
  private static void keptTheirPace(BadWeb web) {
    Map<String, List<BadWeb.Request>> byHost =
        web.requests().stream().collect(groupingBy(BadWeb.Request::host));
    long least = (long) (EACH * 1e9 / PER_SECOND);
    byHost.forEach((host, requests) -> {
      assertEquals(EACH + 1, requests.size(), host);
      var times = requests.stream().mapToLong(BadWeb.Request::atNanos).sorted().toArray();
      long span = times[EACH] - times[0];
      assertTrue(span >= 0.8 * least, host + " was asked " + EACH + " times in " + span + " ns");
    });
  }
}
