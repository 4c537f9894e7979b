package pairmill.warc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The candidates of a `srcset` attribute (HTML, 4.8.4.2.1).
final class Srcset {
  /// Candidates that are looked at; a page that names more is up to something.
  private static final int MAX_CANDIDATES = 256;

  private record Candidate(String url, double size) {}

  private Srcset() {}

  /// The addresses, the widest or densest first; in the order of the attribute where they do not
  /// differ. A candidate without a descriptor counts as `1x`.
  static List<String> parse(String attribute) {
    List<Candidate> candidates = new ArrayList<>();
    int at = 0;
    while (candidates.size() < MAX_CANDIDATES && (at = skip(attribute, at)) < attribute.length()) {
      int end = wordEnd(attribute, at);
      String url = attribute.substring(at, end);
      at = end;
      double size = 1;
      if (url.endsWith(",")) {
        url = url.replaceAll(",+$", "");
      } else {
        int comma = attribute.indexOf(',', at);
        at = comma < 0 ? attribute.length() : comma;
        size = size(attribute.substring(end, at).strip());
      }
      candidates.add(new Candidate(url, size));
    }
    return candidates.stream()
        .sorted(Comparator.comparingDouble(Candidate::size).reversed())
        .map(Candidate::url)
        .distinct()
        .toList();
  }

  private static int skip(String text, int from) {
    int at = from;
    while (at < text.length()
        && (Character.isWhitespace(text.charAt(at)) || (text.charAt(at) == ','))) {
      at++;
    }
    return at;
  }

  private static int wordEnd(String text, int from) {
    int at = from;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /// The number of `640w` or `2x`; 1 where there is none.
  private static double size(String descriptors) {
    String first = descriptors.substring(0, wordEnd(descriptors, 0));
    if (!first.matches("\\d{1,9}(\\.\\d{1,9})?[wx]")) {
      return 1;
    }
    return Double.parseDouble(first.substring(0, first.length() - 1));
  }
}
