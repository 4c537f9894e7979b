import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Starts a function as Lambda does, gives it one event, ends it, and says how long it took. There
/// is no AWS: S3 has no such object, and every message fails.
///
///     java FirstCall.java FOLDER LOG [COMMAND...]
///
/// FOLDER is what Lambda unzips, LOG takes what the function says, and COMMAND starts it, such as
/// `taskset -c 0`. JAVA_OPTS is handed on.
final class FirstCall {
  private static final long MOST_SECONDS = 120;

  /// A task for each function. A receipt makes it ask SQS, too.
  private static final String EVENT =
      """
      {"Records": [
        {"messageId": "1", "receiptHandle": "1", "eventSource": "aws:sqs",
         "body": "{'task': 'extract', 'run': 'r', 'input': 'incoming/r/a.warc'}"},
        {"messageId": "2", "receiptHandle": "2", "eventSource": "aws:sqs",
         "body": "{'task': 'plan', 'run': 'r'}"},
        {"messageId": "3", "receiptHandle": "3", "eventSource": "aws:sqs",
         "body": "{'task': 'download', 'run': 'r', 'shard': 0, 'bucket': 0, 'part': 0}"}]}
      """
          .replace("'", "\\\"");

  private final CompletableFuture<Long> asked = new CompletableFuture<>();
  private final CompletableFuture<Long> answered = new CompletableFuture<>();

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("usage: java FirstCall.java FOLDER LOG [COMMAND...]");
      System.exit(2);
    }
    Path folder = Path.of(args[0]).toAbsolutePath();
    List<String> command = new ArrayList<>(List.of(args).subList(2, args.length));
    command.add(folder.resolve("bootstrap").toString());
    System.exit(new FirstCall().time(folder, new File(args[1]), command) ? 0 : 1);
  }

  private boolean time(Path folder, File log, List<String> command) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    builder.environment().keySet().retainAll(Set.of("PATH", "JAVA_OPTS")); // no proxy, no profile
    builder.environment().putAll(environment(folder, "127.0.0.1:" + server.getAddress().getPort()));
    long start = System.nanoTime();
    Process function = builder.start();
    function.onExit().thenRun(() -> answered.completeExceptionally(new IOException("it ended")));
    try {
      long answer = answered.get(MOST_SECONDS, TimeUnit.SECONDS);
      System.out.printf(
          "asks after %.2f s, answers after %.2f s, %.2f CPU-s, %d MB%n",
          (asked.get() - start) / 1e9,
          (answer - start) / 1e9,
          function.info().totalCpuDuration().orElseThrow().toMillis() / 1e3,
          mostMemory(function.pid()) >> 10);
      return true;
    } catch (Exception e) {
      System.err.println("no answer: " + e + "; see " + log);
      return false;
    } finally {
      function.destroy();
      function.waitFor();
    }
  }

  private static Map<String, String> environment(Path folder, String address) {
    String url = "http://" + address;
    return Map.ofEntries(
        Map.entry("LAMBDA_TASK_ROOT", folder.toString()),
        Map.entry("_HANDLER", "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest"),
        Map.entry("AWS_LAMBDA_RUNTIME_API", address),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769"),
        Map.entry("AWS_ENDPOINT_URL", url),
        Map.entry("AWS_REGION", "us-east-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "none"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "none"),
        Map.entry("PAIRMILL_BUCKET", "work"),
        Map.entry("PAIRMILL_QUEUES_EXTRACT", url + "/extract"),
        Map.entry("PAIRMILL_QUEUES_DATASET", url + "/dataset"),
        Map.entry("PAIRMILL_QUEUES_DOWNLOAD", url + "/download"),
        Map.entry("PAIRMILL_QUEUES_SCORE", url + "/score"));
  }

  /// In KiB.
  private static long mostMemory(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no VmHWM of process " + pid);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    exchange.getRequestBody().readAllBytes();
    if (path.endsWith("/invocation/next")) {
      if (!asked.complete(System.nanoTime())) {
        return; // there is no second event, and whoever asks waits
      }
      byte[] event = EVENT.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "1");
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, event.length);
      exchange.getResponseBody().write(event);
    } else if (path.endsWith("/response")) {
      answered.complete(System.nanoTime());
      exchange.sendResponseHeaders(202, -1);
    } else if (path.endsWith("/error")) {
      answered.completeExceptionally(new IOException("it failed"));
      exchange.sendResponseHeaders(202, -1);
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
    exchange.close();
  }
}
