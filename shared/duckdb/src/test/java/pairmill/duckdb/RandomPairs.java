package pairmill.duckdb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import pairmill.download.ArchivedImage;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;

/// Pairs in which addresses repeat, dates tie or are missing, and some hosts have many addresses.
final class RandomPairs {
  private static final List<String> HOSTILE =
      List.of(
          "nul \0 within",
          "it's \"quoted\"; DROP TABLE pairs; --",
          "line\nbreak\r\n\ttab",
          "\uD83D\uDC08 \u516C\u5171 \uFFFD",
          "x".repeat(2000));

  private final Random random;

  RandomPairs(long seed) {
    random = new Random(seed);
  }

  /// Pairs of five archives, in no order.
  List<Pair> pairs(int count, int hosts, int pathsPerHost) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String url = url(hosts, pathsPerHost);
      pairs.add(new Pair(url, caption(), language(), place("archive-" + i % 5, i / 5)));
    }
    return pairs;
  }

  /// The first hosts have most addresses.
  private String url(int hosts, int paths) {
    int host = (int) (hosts * Math.pow(random.nextDouble(), 3));
    String odd =
        random.nextInt(50) == 0 ? "'\uD83D\uDC08\"" : random.nextInt(50) == 0 ? "\uFF5E" : "";
    return "http://h%d.site%d.co.uk/%s%d.jpg".formatted(host, host % 7, odd, random.nextInt(paths));
  }

  private String caption() {
    return random.nextInt(4) == 0
        ? HOSTILE.get(random.nextInt(HOSTILE.size()))
        : "caption " + random.nextInt(3);
  }

  private Language language() {
    return switch (random.nextInt(4)) {
      case 0 -> Language.UNTOLD;
      case 1 -> new Language("de", 0.25);
      case 2 -> new Language(null, 0.01);
      default -> new Language("en", random.nextDouble());
    };
  }

  private Provenance place(String archive, long ordinal) {
    return new Provenance(
        archive, ordinal / 3 * 100, ordinal, "http://page/" + ordinal, date(), null, null);
  }

  private @Nullable Instant date() {
    return random.nextInt(4) == 0 ? null : Instant.ofEpochMilli(random.nextInt(5) * 1000L);
  }

  /// Image responses for some of the addresses, several for some.
  List<ArchivedImage> images(List<Pair> pairs) {
    List<ArchivedImage> images = new ArrayList<>();
    for (Pair pair : pairs) {
      if (random.nextInt(3) == 0) {
        images.add(
            new ArchivedImage(
                pair.url(), "archive-" + random.nextInt(3), random.nextInt(1 << 20), 0, date()));
      }
    }
    return images;
  }
}
