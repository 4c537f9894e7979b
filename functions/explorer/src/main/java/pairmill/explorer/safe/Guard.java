package pairmill.explorer.safe;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks at every request before a page does, and at every answer: whose name was called, from
/// where something is sent, and what a browser may do with what it gets.
@ApplicationScoped
public final class Guard {
  /// The cookie of a visitor who asked to see pictures.
  public static final String PICTURES = "pictures";

  // A page with its pictures is some fifty requests.
  private static final Pace PACE = new Pace(20, 200);

  // Says that pages are answered, and nothing else, to whoever asks: a balancer calls by no name.
  private static final String HEALTH = "/-/health";

  private static final int FIRST = 1_000;
  // What quarkus.http.limits.max-body-size says, which answers without a sentence.
  private static final long LARGEST_BODY = 6 << 20;
  private static final long LARGEST_PASSED_OVER = 100 << 20;
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          + "img-src 'self' data:PICTURES; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";

  void register(@Observes Filters filters) {
    filters.register(Guard::look, FIRST);
  }

  /// True when the visitor asked to see pictures.
  public static boolean pictures(@Nullable Cookie cookie) {
    return cookie != null && cookie.getValue().equals("shown");
  }

  private static void look(RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    boolean pictures = pictures(request.getCookie(PICTURES));
    response
        .putHeader(
            "Content-Security-Policy", POLICY.replace("PICTURES", pictures ? " https: http:" : ""))
        .putHeader("X-Content-Type-Options", "nosniff")
        // Of a page that names itself to nobody, browsers call the origin null, even to itself.
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("X-Robots-Tag", "noindex, noimageindex")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    String host = request.getHeader("Host");
    if (HEALTH.equals(request.path())) {
      context.next();
    } else if (host == null || !Hosts.allows(host)) {
      refuse(response, 421, "This site does not go by the name that was called.");
    } else if (!request.method().equals(HttpMethod.GET)
        && !request.method().equals(HttpMethod.HEAD)
        && !own(request.getHeader("Origin"), host)) {
      refuse(response, 403, "What changes something is taken from this site's own pages only.");
    } else if (!unhurried(request)) {
      response.putHeader("Retry-After", "1");
      refuse(
          response,
          429,
          "That is more than this site answers to one visitor. Please wait a moment.");
    } else if (length(request) > LARGEST_BODY) {
      refuseWhenRead(request, response);
    } else {
      context.next();
    }
  }

  private static long length(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length != null && LENGTH.matcher(length).matches() ? Long.parseLong(length) : 0;
  }

  // A browser that is still sending does not look at an answer, so what is too large is passed over
  // first, unless it is huge.
  private static void refuseWhenRead(HttpServerRequest request, HttpServerResponse response) {
    String sentence = "That is more than this site takes: a picture may have 5 MB.";
    if (length(request) > LARGEST_PASSED_OVER) {
      response.putHeader("Connection", "close");
      refuse(response, 413, sentence);
    } else {
      request.handler(part -> {}).endHandler(end -> refuse(response, 413, sentence)).resume();
    }
  }

  // Who sits at this machine owns its processor.
  private static boolean unhurried(HttpServerRequest request) {
    String visitor = request.remoteAddress().hostAddress();
    return visitor == null
        || InetAddress.ofLiteral(visitor).isLoopbackAddress()
        || PACE.allows(visitor, System.nanoTime());
  }

  // A browser names the page that a form stands on; who sends none is no browser.
  private static boolean own(@Nullable String origin, String host) {
    return origin == null || origin.equals("http://" + host) || origin.equals("https://" + host);
  }

  private static void refuse(HttpServerResponse response, int status, String sentence) {
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(sentence + "\n");
  }
}
