package pairmill.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A hub on this machine, with the manners and the bad manners of hubs.
final class LoopbackHub implements Closeable {
  /// How it answers.
  enum Manner {
    /// As hubs do, with ranges.
    GOOD,
    /// Whole files, whatever range was asked for.
    NO_RANGES,
    /// Hangs up after a third of what was asked for.
    HANGS_UP,
    /// Says no length, and ends after a third of what was asked for as if that were all.
    ENDS_EARLY,
    /// Sends a head and no body.
    STALLS,
    /// Sends without an end.
    ENDLESS,
    /// Begins where nobody asked for.
    WRONG_START,
    /// To the file of the same path below `/cdn`.
    REDIRECTS,
    /// To itself.
    LOOPS,
    /// To an address of another kind.
    TO_A_FILE
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  /// What was asked for: path and range.
  final List<String> asked = new CopyOnWriteArrayList<>();

  volatile Manner manner = Manner.GOOD;
  volatile int status = 200;

  LoopbackHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void put(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      @Nullable String range = exchange.getRequestHeaders().getFirst("Range");
      asked.add(path + (range == null ? "" : " " + range));
      boolean beyond = path.startsWith("/cdn");
      byte @Nullable [] file = files.get(beyond ? path.substring("/cdn".length()) : path);
      if (status != 200 || file == null) {
        exchange.sendResponseHeaders(file == null ? 404 : status, -1);
        return;
      }
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
      switch (beyond ? Manner.GOOD : manner) {
        case GOOD -> send(exchange, file, from, file.length, file.length);
        case NO_RANGES -> send(exchange, file, 0, file.length, file.length);
        case HANGS_UP -> send(exchange, file, from, third(from, file.length), file.length);
        case ENDS_EARLY -> endEarly(exchange, file, from);
        case STALLS -> {
          send(exchange, file, from, from, file.length);
          awaitEnd();
        }
        case ENDLESS -> sendWithoutEnd(exchange);
        case WRONG_START -> send(exchange, file, Math.max(1, from - 1), file.length, file.length);
        case REDIRECTS -> redirect(exchange, "/cdn" + path + "?signature=secret");
        case LOOPS -> redirect(exchange, path);
        case TO_A_FILE -> redirect(exchange, "file:///etc/passwd");
      }
    }
  }

  private static void send(HttpExchange exchange, byte[] file, int from, int to, int length)
      throws IOException {
    if (from >= length) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    range(exchange, from, length);
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, length - from);
    exchange.getResponseBody().write(file, from, to - from);
    exchange.getResponseBody().flush();
  }

  /// How far an answer goes that ends after a third.
  static int third(int from, int length) {
    return from + (length - from + 2) / 3;
  }

  private static void endEarly(HttpExchange exchange, byte[] file, int from) throws IOException {
    range(exchange, from, file.length);
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, 0);
    exchange.getResponseBody().write(file, from, third(from, file.length) - from);
    exchange.getResponseBody().close();
  }

  private static void range(HttpExchange exchange, int from, int length) {
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, length - 1, length));
    }
  }

  private static void sendWithoutEnd(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] much = new byte[1 << 16];
    while (true) {
      exchange.getResponseBody().write(much); // until the reader hangs up
    }
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(302, -1);
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.close();
  }
}
