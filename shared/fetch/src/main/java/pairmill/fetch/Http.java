package pairmill.fetch;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.KeyStoreOptions;
import io.vertx.core.net.SocketAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import pairmill.pair.Reason;

/// Exchanges one request for one reply, with an address that was checked before. Follows nothing,
/// retries nothing, sends no cookie and no Referer. Safe for use by many threads.
final class Http implements AutoCloseable {
  /// All headers of a response together, in bytes.
  static final int HEADER_BYTES = 32 * 1024;

  private static final int STATUS_LINE_BYTES = 4096;
  private static final int IDLE_SECONDS = 5;

  /// Of a copy that never leaves this process.
  private static final String PASSWORD = "in memory";

  private final Vertx vertx;
  private final HttpClient client;
  private final Connections connections = new Connections();
  private final BodyBudget budget;
  private final String agent;

  Http(UserAgent agent, Politeness politeness, Limits limits, @Nullable KeyStore trust)
      throws IOException {
    this.agent = agent.toString();
    this.budget = new BodyBudget(limits);
    int cores = Runtime.getRuntime().availableProcessors();
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(Math.max(1, cores / 2))
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    this.client =
        vertx.createHttpClient(
            options(limits, trust),
            new PoolOptions().setHttp1MaxSize(politeness.connectionsPerHost()));
  }

  private static HttpClientOptions options(Limits limits, @Nullable KeyStore trust)
      throws IOException {
    int connectMillis = Math.toIntExact(limits.connectTimeout().toMillis());
    var options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setVerifyHost(true)
            .setForceSni(false) // the JDK names the host itself; forced, an underscore would fail
            .setConnectTimeout(connectMillis)
            .setSslHandshakeTimeout(connectMillis)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAliveTimeout(IDLE_SECONDS)
            .setMaxHeaderSize(HEADER_BYTES)
            .setMaxInitialLineLength(STATUS_LINE_BYTES)
            .setDecompressionSupported(false);
    return trust == null ? options : options.setTrustOptions(believing(trust));
  }

  /// A copy of the certificates alone, in a form that Vert.x takes.
  private static KeyStoreOptions believing(KeyStore trust) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try {
      KeyStore copy = KeyStore.getInstance("PKCS12");
      copy.load(null, null);
      for (String alias : Collections.list(trust.aliases())) {
        copy.setCertificateEntry(alias, trust.getCertificate(alias));
      }
      copy.store(bytes, PASSWORD.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException("the trust store cannot be used", e);
    }
    return new KeyStoreOptions()
        .setType("PKCS12")
        .setValue(Buffer.buffer(bytes.toByteArray()))
        .setPassword(PASSWORD);
  }

  /// Asks for one address.
  ///
  /// @param accept media types for the header of that name
  /// @param most bytes of a body, as received and undone
  /// @param clip true to read no more than that; false to refuse what is larger
  /// @throws StaleConnection when a connection that lay idle was closed before it answered
  Reply exchange(
      WebUrl url, InetAddress address, String accept, int most, boolean clip, Countdown time)
      throws Refusal, StaleConnection, IOException, InterruptedException {
    try (Call call = new Call(client, connections, request(url, address, accept))) {
      try {
        HttpClientResponse head = time.await(call.head());
        return reply(call, head, most, clip, time);
      } catch (TimeoutException e) {
        String what = call.head().isDone() ? "body" : call.connected() ? "head" : "connection";
        throw new Refusal(
            call.connected() ? Reason.TIMED_OUT : Reason.CONNECT_FAILED,
            "no whole %s within %s: %s".formatted(what, time.total(), url));
      } catch (ExecutionException e) {
        throw Failures.of(e.getCause(), call, url);
      }
    }
  }

  private RequestOptions request(WebUrl url, InetAddress address, String accept) {
    return new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
        .setHost(url.host())
        .setPort(url.port())
        .setSsl(url.secure())
        .setURI(url.target())
        .putHeader("Host", url.origin().substring(url.origin().indexOf("//") + 2))
        .putHeader("User-Agent", agent)
        .putHeader("Accept", accept)
        .putHeader("Accept-Encoding", "identity");
  }

  private Reply reply(Call call, HttpClientResponse head, int most, boolean clip, Countdown time)
      throws Refusal, InterruptedException, ExecutionException, TimeoutException {
    long announced = announced(head);
    boolean wanted = head.statusCode() == 200 || head.statusCode() == 203;
    if (!wanted) {
      if (announced == 0) {
        time.await(call.readUpTo(0)); // so that the connection can be used again
      }
      return new Reply(head.statusCode(), head.headers(), new byte[0], () -> {});
    }
    if (announced > most && !clip) {
      throw new Refusal(
          Reason.BODY_TOO_LARGE, "%,d bytes announced, %,d allowed".formatted(announced, most));
    }
    BodyBudget.Share share = budget.take(announced);
    boolean handedOn = false;
    try {
      byte[] body = read(call, coding(head), share, most, clip, time);
      handedOn = true;
      return new Reply(head.statusCode(), head.headers(), body, share::close);
    } finally {
      if (!handedOn) {
        share.close();
      }
    }
  }

  private static byte[] read(
      Call call, String coding, BodyBudget.Share share, int most, boolean clip, Countdown time)
      throws Refusal, InterruptedException, ExecutionException, TimeoutException {
    boolean ended = time.await(call.readUpTo(Math.min(share.bytes(), most)));
    if (!ended && share.bytes() < most) {
      share.enlarge();
      ended = time.await(call.readUpTo(most));
    }
    if (!ended && !clip) {
      throw new Refusal(Reason.BODY_TOO_LARGE, "more than %,d bytes".formatted(most));
    }
    if (!ContentCoding.isPlain(coding)) {
      share.enlarge();
    }
    return ContentCoding.undo(coding, call.body(), most, clip);
  }

  private static long announced(HttpClientResponse head) {
    String length = head.getHeader("Content-Length");
    return length == null || !length.matches("\\d{1,18}") ? -1 : Long.parseLong(length);
  }

  private static String coding(HttpClientResponse head) {
    return String.join(",", head.headers().getAll("Content-Encoding"));
  }

  @Override
  public void close() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
