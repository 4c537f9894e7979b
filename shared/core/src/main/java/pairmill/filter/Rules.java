package pairmill.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pairmill.pair.AltText;
import pairmill.pair.ImageElement;
import pairmill.pair.Outcome;
import pairmill.pair.Outcome.Kept;
import pairmill.pair.Outcome.Refused;
import pairmill.pair.Reason;
import pairmill.pair.UrlJoin;

/// A set of rules that makes an image element a pair, or refuses it for one reason.
///
/// Looked at in this order: is there an address, is there alt text, the address, the cleaned alt
/// text. Absence costs nothing to see, and most images of the web have no alt text; cleaning costs
/// most. An element gives at most one pair. Whatever a page wrote is taken, in time linear in its
/// length.
public enum Rules {
  /// The published thresholds with what the published rules lacked: relative addresses resolve
  /// against the page's base, and an element may name its picture elsewhere than in `src`. The
  /// first address that leads to http or https is taken; when none does, the refusal is that of
  /// `src`.
  DEFAULT {
    @Override
    List<String> addresses(ImageElement element) {
      // what a script would load in place of src comes first, larger variants come last
      List<String> addresses = new ArrayList<>(element.lazy());
      addresses.addAll(src(element));
      addresses.addAll(element.larger());
      return stripped(addresses);
    }

    @Override
    Outcome<String> choose(String base, List<String> addresses, @Nullable String src) {
      List<String> stripped = stripped(src == null ? List.of() : List.of(src));
      String refused = stripped.isEmpty() ? addresses.getFirst() : stripped.getFirst();
      return addresses.stream()
          .map(address -> HttpAddress.resolve(base, address))
          .filter(Kept.class::isInstance)
          .findFirst()
          .orElseGet(() -> HttpAddress.resolve(base, refused));
    }
  },

  /// The rules that LAION-5B was made with: `src` alone, and absolute addresses alone.
  LAION5B {
    @Override
    List<String> addresses(ImageElement element) {
      return stripped(src(element));
    }

    @Override
    Outcome<String> choose(String base, List<String> addresses, @Nullable String src) {
      return HttpAddress.absolute(addresses.getFirst());
    }
  },

  /// What cc2dataset 1.5.0 gives: `src` joined to the base as Python does, http and https, any alt
  /// text that is not empty, nothing cleaned.
  ///
  /// An address that begins with `http://` or `https://`, in small letters, stays as it is, spaces
  /// and all; an empty one means the base itself; what Python cannot join is refused. There, a link
  /// without a URL or with a null alt costs the whole file; here it costs the link.
  RAW {
    @Override
    List<String> addresses(ImageElement element) {
      return src(element);
    }

    @Override
    Outcome<String> choose(String base, List<String> addresses, @Nullable String src) {
      String address = addresses.getFirst();
      return isHttp(address)
          ? Outcome.kept(address)
          : HttpAddress.then(
              UrlJoin.join(base, address),
              url -> isHttp(url) ? Outcome.kept(url) : HttpAddress.notHttp(url));
    }

    private static boolean isHttp(String url) {
      return url.startsWith("http://") || url.startsWith("https://");
    }

    @Override
    Outcome<Accepted> accept(String url, String alt) {
      return Outcome.kept(new Accepted(url, alt));
    }
  };

  /// In characters. A longer base or page address counts as absent: every relative address of a
  /// page is joined to it, and a page may hold 100,000 of them.
  private static final int MAX_BASE_LENGTH = 8_192;

  /// The rules of this name.
  ///
  /// @throws IllegalArgumentException naming those that there are
  public static Rules named(String name) {
    return Arrays.stream(values())
        .filter(rules -> rules.label().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    String names = Arrays.stream(values()).map(Rules::label).collect(Collectors.joining(", "));
    return "no rules are named \"" + name + "\": there are " + names;
  }

  /// The name in flags and manifests: lower case.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Makes a pair of an element, or refuses it.
  ///
  /// @param pageUrl where the element stands
  /// @param base the page's own `<base href>`, as written, if it has one
  public final Outcome<Accepted> apply(
      String pageUrl, @Nullable String base, ImageElement element) {
    List<String> addresses = addresses(element);
    String alt = element.alt();
    if (addresses.isEmpty()) {
      return Outcome.refused(Reason.NO_URL, "on " + HttpAddress.shown(pageUrl));
    }
    if (alt == null || alt.isEmpty()) {
      return Outcome.refused(Reason.NO_ALT, HttpAddress.shown(addresses.getFirst()));
    }
    return HttpAddress.then(
        choose(base(pageUrl, base), addresses, element.src()), url -> accept(url, alt));
  }

  /// What addresses resolve against: the page's base where it can be joined to its address.
  private static String base(String pageUrl, @Nullable String base) {
    String page = pageUrl.length() <= MAX_BASE_LENGTH ? pageUrl : "";
    return base != null
            && base.length() <= MAX_BASE_LENGTH
            && UrlJoin.join(page, base) instanceof Kept<String>(String joined)
        ? joined
        : page;
  }

  /// The addresses that these rules look at, best first.
  abstract List<String> addresses(ImageElement element);

  private static List<String> src(ImageElement element) {
    String src = element.src();
    return src == null ? List.of() : List.of(src);
  }

  private static List<String> stripped(List<String> addresses) {
    return addresses.stream()
        .map(HttpAddress::strip)
        .filter(address -> !address.isEmpty())
        .toList();
  }

  /// The one address of the picture.
  ///
  /// @param addresses at least one
  abstract Outcome<String> choose(String base, List<String> addresses, @Nullable String src);

  Outcome<Accepted> accept(String url, String alt) {
    return switch (HttpAddress.check(url)) {
      case Refused<String> refused -> refused.as();
      case Kept<String> kept ->
          HttpAddress.then(
              AltText.clean(alt), caption -> Outcome.kept(new Accepted(kept.value(), caption)));
    };
  }
}
