package pairmill.scorer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged scorer as a process of its own.
final class ScorerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final int port;
  private final Path log;
  private final HttpClient http = HttpClient.newHttpClient();

  private ScorerProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// Starts it.
  ///
  /// @param folder for its log and its drafts
  /// @param settings environment variables
  static ScorerProcess start(Path folder, Map<String, String> settings) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path own = Files.createTempDirectory(folder, "scorer-");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.io.tmpdir=" + own,
            "-jar",
            Path.of(System.getProperty("pairmill.scorer.app", ""), "quarkus-run.jar").toString()));
    Path log = own.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(own.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PAIRMILL_"));
    builder.environment().putAll(settings);
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    return new ScorerProcess(builder.start(), port, log);
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The status of a page; 0 where nobody answers yet.
  int status(String page) throws IOException, InterruptedException {
    try {
      return get(page).statusCode();
    } catch (ConnectException e) {
      return 0;
    }
  }

  private HttpResponse<String> get(String page) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + page);
    return http.send(
        HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// A metric; 0 where it is not told.
  ///
  /// @param name with its tags, as Prometheus reads it
  double metric(String name) throws IOException, InterruptedException {
    if (status("/q/metrics") != 200) {
      return 0;
    }
    return get("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findAny()
        .orElse(0);
  }

  /// Something that comes true.
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  /// Waits for it, and fails when the process ends before or it takes too long.
  void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertTrue(process.isAlive(), () -> "ended before " + what + ":\n" + log());
      assertTrue(System.nanoTime() < end, () -> "waited in vain for " + what + ":\n" + log());
      Thread.sleep(20);
    }
  }

  /// SIGTERM.
  void terminate() {
    process.destroy();
  }

  /// SIGKILL.
  void kill() {
    process.destroyForcibly();
  }

  /// Waits for its end.
  ///
  /// @return its exit code
  int end() throws InterruptedException {
    assertTrue(
        process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS),
        () -> "it does not end:\n" + log());
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
