package pairmill.fetch;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import pairmill.download.AddressGuard;

/// A web on the loopback that behaves as badly as each test wants, and counts what it is asked.
/// Every host name leads here; a path without a manner of its own is answered with 404.
final class BadWeb implements Closeable {
  /// How a path is answered.
  interface Manner {
    /// Answers one request.
    ///
    /// @return true to take the next request on the same connection
    boolean answer(Request request, Wire wire) throws IOException, InterruptedException;
  }

  /// What was asked.
  ///
  /// @param host of the `Host` header, without its port
  /// @param head request line and headers as sent
  /// @param atNanos when, by the monotonic clock
  record Request(String host, String path, List<String> head, long atNanos) {
    List<String> values(String header) {
      return head.stream()
          .filter(line -> line.regionMatches(true, 0, header + ":", 0, header.length() + 1))
          .map(line -> line.substring(header.length() + 1).strip())
          .toList();
    }
  }

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, Manner> manners = new ConcurrentHashMap<>();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
  private final Map<String, Integer> mostOpen = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong bytesSent = new AtomicLong();

  private BadWeb(ServerSocket server) {
    this.server = server;
    threads.execute(this::accept);
  }

  static BadWeb open() throws IOException {
    return new BadWeb(new ServerSocket(0, 4096, InetAddress.getLoopbackAddress()));
  }

  /// The same over TLS.
  static BadWeb open(SSLContext tls) throws IOException {
    return new BadWeb(
        tls.getServerSocketFactory().createServerSocket(0, 512, InetAddress.getLoopbackAddress()));
  }

  /// Answers a path, on every host, in a manner.
  BadWeb on(String path, Manner manner) {
    manners.put(path, manner);
    return this;
  }

  int port() {
    return server.getLocalPort();
  }

  String url(String host, String path) {
    return "http://" + host + ":" + port() + path;
  }

  /// A network in which every name leads here, and here may be connected to.
  Network network() {
    return new Network(
        AddressGuard.opening(List.of("127.0.0.1:" + port())),
        _ -> List.of(InetAddress.getLoopbackAddress()),
        null);
  }

  List<Request> requests() {
    return new ArrayList<>(requests);
  }

  /// How often a path was asked for.
  long asked(String path) {
    return requests.stream().filter(r -> r.path().equals(path)).count();
  }

  /// The most connections that a host had at the same time.
  Map<String, Integer> mostOpen() {
    return Map.copyOf(mostOpen);
  }

  /// Waits until that many requests have come in.
  void awaitRequests(int count) throws InterruptedException {
    synchronized (requests) {
      while (requests.size() < count) {
        requests.wait();
      }
    }
  }

  /// How many connections were made.
  int connections() {
    return connections.get();
  }

  /// Bytes that were handed to the operating system.
  long bytesSent() {
    return bytesSent.get();
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
    threads.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    String host = "";
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Wire wire = new Wire(socket);
      for (Request request = read(in); request != null; request = read(in)) {
        synchronized (requests) {
          requests.add(request);
          requests.notifyAll();
        }
        host = arrived(host, request.host());
        Manner manner = manners.getOrDefault(request.path(), Manners.status("404 Not Found"));
        if (!manner.answer(request, wire)) {
          return;
        }
      }
    } catch (IOException | InterruptedException e) {
      // The other side went away, as it should from a bad web.
    } finally {
      sockets.remove(socket);
      open.computeIfAbsent(host, _ -> new AtomicInteger()).decrementAndGet();
    }
  }

  /// Counts the connection to the host that is asked for first on it.
  private String arrived(String before, String host) {
    if (before.isEmpty()) {
      int now = open.computeIfAbsent(host, _ -> new AtomicInteger()).incrementAndGet();
      mostOpen.merge(host, now, Math::max);
    }
    return host;
  }

  private static @Nullable Request read(InputStream in) throws IOException {
    List<String> head = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      head.add(line);
    }
    if (head.isEmpty()) {
      return null;
    }
    String path = head.getFirst().replaceFirst("^[A-Z]+ ([^ ]+) .*", "$1");
    var request = new Request("", path, head, System.nanoTime());
    String host = String.join(",", request.values("Host")).replaceFirst(":\\d+$", "");
    return new Request(host, path, List.copyOf(head), request.atNanos());
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  /// What a manner writes to.
  final class Wire {
    private final Socket socket;
    private final OutputStream out;

    private Wire(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    Wire send(String latin1) throws IOException {
      return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
      bytesSent.addAndGet(bytes.length);
      return this;
    }

    /// The name that the TLS handshake asked for, or nothing.
    String serverName() {
      return socket instanceof SSLSocket tls
              && tls.getSession() instanceof ExtendedSSLSession session
              && !session.getRequestedServerNames().isEmpty()
          ? new String(
              session.getRequestedServerNames().getFirst().getEncoded(), StandardCharsets.UTF_8)
          : "";
    }

    /// Says nothing until the web is closed.
    boolean stall() throws InterruptedException {
      end.await();
      return false;
    }

    /// Repeats something until the other side goes away.
    boolean forever(byte[] bytes) throws IOException {
      while (end.getCount() > 0) {
        send(bytes);
      }
      return false;
    }

    /// Repeats something slowly until the other side goes away.
    boolean drip(String bytes, long everyMillis) throws IOException, InterruptedException {
      while (!end.await(everyMillis, TimeUnit.MILLISECONDS)) {
        send(bytes);
      }
      return false;
    }

    /// Ends the connection with a reset.
    boolean reset() {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
        return false;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
