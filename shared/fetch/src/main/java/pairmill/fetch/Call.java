package pairmill.fetch;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One request and its response, driven by one thread while the event loop reads. Nothing of the
/// body is read but what was allowed for; what is not read to its end closes its connection.
final class Call implements AutoCloseable {
  private static final int FIRST_BYTES = 16 * 1024;

  private final CompletableFuture<HttpClientResponse> head = new CompletableFuture<>();
  private final Connections connections;
  private volatile @Nullable HttpClientRequest request;
  private volatile @Nullable Context context;
  private volatile boolean connected;
  private volatile boolean reused;
  private volatile boolean closed;
  private volatile boolean complete;

  // Touched on the event loop only, but for `reading`.
  private volatile CompletableFuture<Boolean> reading = new CompletableFuture<>();
  private byte[] bytes = new byte[0];
  private int size;
  private int allowed;
  private @Nullable Throwable failure;

  Call(HttpClient client, Connections connections, RequestOptions options) {
    this.connections = connections;
    client.request(options).onSuccess(this::send).onFailure(head::completeExceptionally);
  }

  private void send(HttpClientRequest made) {
    request = made;
    connected = true;
    reused = connections.use(made.connection());
    if (closed) {
      made.reset();
      return;
    }
    made.response().onSuccess(this::receive).onFailure(head::completeExceptionally);
    made.end();
  }

  private void receive(HttpClientResponse response) {
    context = Vertx.currentContext();
    response.pause();
    response.handler(this::read);
    response.exceptionHandler(e -> {
      failure = e;
      reading.completeExceptionally(e);
    });
    response.endHandler(_ -> {
      complete = true;
      reading.complete(true);
    });
    head.complete(response);
  }

  /// Status and headers. Fails with what went wrong before them.
  CompletableFuture<HttpClientResponse> head() {
    return head;
  }

  /// Whether there was a connection, TLS included.
  boolean connected() {
    return connected;
  }

  /// Whether the connection had answered before: it may have been closed while it lay idle.
  boolean reused() {
    return reused;
  }

  /// Reads on, after the head, until that many bytes of the body are there in all: true when it
  /// ended, false when there is more than that.
  CompletableFuture<Boolean> readUpTo(int most) {
    Context loop = Objects.requireNonNull(context, "read before the head");
    CompletableFuture<Boolean> before = reading;
    CompletableFuture<Boolean> next =
        before.isDone() && !before.isCompletedExceptionally() && !complete
            ? new CompletableFuture<>()
            : before;
    reading = next;
    loop.runOnContext(_ -> {
      allowed = most;
      if (failure != null) {
        next.completeExceptionally(failure);
      } else if (size <= most) {
        head.join().resume();
      } else {
        next.complete(false);
      }
    });
    return next;
  }

  private void read(Buffer buffer) {
    int needed = size + buffer.length();
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, Math.max(FIRST_BYTES, 2 * bytes.length)));
    }
    buffer.getBytes(bytes, size);
    size = needed;
    if (size > allowed) {
      head.join().pause();
      reading.complete(false);
    }
  }

  /// What was read, once reading up to somewhere has ended.
  byte[] body() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  /// Gives up what was not read.
  @Override
  public void close() {
    closed = true;
    HttpClientRequest made = request;
    if (made != null && !complete) {
      made.reset();
    }
  }
}
