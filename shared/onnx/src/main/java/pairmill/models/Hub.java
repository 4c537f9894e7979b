package pairmill.models;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that has files at `REPOSITORY/resolve/REVISION/PATH`, as the Hugging Face Hub and its
/// mirrors do.
public final class Hub implements Origin {
  /// The hub that the catalog's repositories stand in.
  public static final String USUAL = "https://huggingface.co";

  private static final int MOST_REDIRECTS = 5;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/.*");

  private final URI base;
  private final String agent;
  private final Duration patience;
  private final HttpClient client;

  /// A hub.
  ///
  /// @param base http or https address, to which repositories are appended
  /// @param agent the User-Agent
  /// @param patience for how long a server may send nothing; up to twice as much within a body
  /// @throws IllegalArgumentException when `base` is no such address
  public Hub(String base, String agent, Duration patience) {
    this.base = base(base);
    this.agent = agent;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  private static URI base(String address) {
    try {
      URI uri = new URI(address.replaceAll("/+$", ""));
      if (isWeb(uri) && uri.getRawQuery() == null && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "a hub must be an http or https address, not " + Expectation.shown(address));
  }

  private static boolean isWeb(URI uri) {
    return uri.getHost() != null
        && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
  }

  @Override
  public String name() {
    return base.toString();
  }

  @Override
  public String place(Model model, ModelFile file) {
    ModelFile.Source source = file.source();
    return source == null ? model.name() + "/" + file.name() : base + "/" + source.resolved();
  }

  @Override
  public Body open(Model model, ModelFile file, long from)
      throws IOException, InterruptedException {
    if (file.source() == null) {
      throw new OriginException(
          "%s/%s is brought by hand: its card names no source"
              .formatted(model.name(), file.name()));
    }
    URI uri = URI.create(place(model, file));
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpResponse<InputStream> response = ask(uri, from);
      switch (response.statusCode()) {
        case 200 -> {
          return new Body(patient(response), 0);
        }
        case 206 -> {
          return new Body(patient(response), start(response, uri));
        }
        case 416 -> { // what is here already is longer than the file: begin anew
          response.body().close();
          if (from == 0) {
            throw refusal(uri, 416);
          }
          from = 0;
        }
        case 301, 302, 303, 307, 308 -> {
          response.body().close();
          uri = target(uri, response);
        }
        default -> {
          response.body().close();
          throw refusal(uri, response.statusCode());
        }
      }
    }
    throw new OriginException(
        "%s: more than %d redirects".formatted(place(model, file), MOST_REDIRECTS));
  }

  private HttpResponse<InputStream> ask(URI uri, long from)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(patience)
            .header("User-Agent", agent)
            .header("Accept-Encoding", "identity");
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new OriginException(shown(uri) + ": cannot be reached: " + reason(e), e);
    }
  }

  private InputStream patient(HttpResponse<InputStream> response) {
    return new PatientStream(response.body(), patience);
  }

  private static long start(HttpResponse<InputStream> response, URI uri) throws IOException {
    String range = response.headers().firstValue("Content-Range").orElse("missing");
    Matcher matcher = CONTENT_RANGE.matcher(range);
    if (matcher.matches()) {
      return Long.parseLong(matcher.group(1));
    }
    response.body().close();
    throw new OriginException(
        "%s: Content-Range must be bytes, not %s".formatted(shown(uri), Expectation.shown(range)));
  }

  private static URI target(URI from, HttpResponse<?> response) throws IOException {
    String location = response.headers().firstValue("Location").orElse("");
    try {
      return target(from, new URI(location));
    } catch (URISyntaxException e) {
      throw new OriginException(
          "%s: redirects to %s, which is no address"
              .formatted(shown(from), Expectation.shown(location)),
          e);
    }
  }

  /// Where a redirect leads.
  ///
  /// @throws OriginException when that is no address of the web, or a fall from https to http
  static URI target(URI from, URI location) throws OriginException {
    URI to = from.resolve(location);
    if (!isWeb(to)) {
      throw new OriginException(
          "%s: redirects to %s, which is no address".formatted(shown(from), shown(to)));
    }
    if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
      throw new OriginException(
          "%s: redirects from https to http, to %s".formatted(shown(from), shown(to)));
    }
    return to;
  }

  private static OriginException refusal(URI uri, int status) {
    String meaning =
        switch (status) {
          case 401, 403 -> "does not give it to everybody";
          case 404, 410 -> "has no such file";
          case 429 -> "was asked too often: try later";
          default -> status >= 500 ? "is in trouble: try later" : "gives no file";
        };
    return new OriginException(
        "%s: the server %s (status %d)".formatted(shown(uri), meaning, status));
  }

  // Addresses of redirects carry signatures, long and of no use to a reader.
  private static String shown(URI uri) {
    String text = uri.toString().replaceAll("[^!-~]", "?");
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  private static String reason(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof UnresolvedAddressException) {
        return "no such host";
      }
      if (at.getMessage() != null) {
        return Expectation.plain(at.getMessage());
      }
    }
    return e instanceof ConnectException ? "no connection" : e.getClass().getSimpleName();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
