package pairmill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemoteFileTest {
  @TempDir private Path folder;

  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    end.countDown();
    server.stop(0);
    threads.close();
  }

  /// A body is its path and who asked for it; one that is to stall never comes whole.
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String agent = exchange.getRequestHeaders().getFirst("User-Agent");
    byte[] body = (path + " " + agent).getBytes(UTF_8);
    boolean stalls = path.contains("stall");
    exchange.sendResponseHeaders(path.contains("gone") ? 404 : 200, body.length + (stalls ? 1 : 0));
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().flush();
    if (stalls) {
      awaitEnd();
    }
    exchange.close();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String address(String path) {
    return "http://localhost:%d%s".formatted(server.getAddress().getPort(), path);
  }

  private RemoteFile remote() {
    return new RemoteFile(folder);
  }

  @Test
  void filesOfEqualNamesAreReadBoth() throws Exception {
    Inputs inputs =
        Inputs.find(
            List.of(address("/a/x.warc.gz"), address("/b/x.warc.gz")), Inputs.ARCHIVES, remote());
    assertEquals(2, inputs.files().size());
    List<String> bodies = List.of("/a/x.warc.gz", "/b/x.warc.gz");
    int i = 0;
    for (Path file : inputs.files().values()) {
      String asked = bodies.get(i++) + " Pairmill/" + Software.VERSION;
      assertEquals(asked, Files.readString(file));
    }
  }

  @Test
  void whatIsThereIsNotBroughtAgain() throws Exception {
    Path file = remote().bring(address("/a/x.warc"));
    Files.writeString(file, "kept");
    assertEquals(file, remote().bring(address("/a/x.warc")));
    assertEquals("kept", Files.readString(file));
  }

  @Test
  void serverThatStallsIsGivenUp() throws IOException {
    RemoteFile impatient = new RemoteFile(folder, Duration.ofMillis(200));
    String address = address("/stall.warc");
    IOException e = assertThrows(IOException.class, () -> impatient.bring(address));
    assertEquals(address + ": the server sent nothing for 0 s", e.getMessage());
    assertNothingIsLeft();
  }

  @Test
  void answerOfAnotherStatusIsNoArchive() throws IOException {
    String address = address("/gone.warc");
    IOException e = assertThrows(IOException.class, () -> remote().bring(address));
    assertEquals(address + ": the server answered 404", e.getMessage());
    assertNothingIsLeft();
  }

  @Test
  void addressThatIsNoneIsWrongUse() {
    for (String address :
        List.of("https://x y/a.warc", "http:///a.warc", "http://h", "http://h/..")) {
      assertThrows(WrongUseException.class, () -> remote().bring(address), address);
    }
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      assertEquals(List.of(), all.filter(Files::isRegularFile).toList());
    }
  }
}
