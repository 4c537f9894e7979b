package pairmill.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/// A service on this machine that answers as a test says, and remembers what it was asked.
final class Scripted implements Closeable {
  /// Asks again at once, so that no test waits, as often as in earnest.
  static final RetryStrategy IMPATIENT =
      AwsRetryStrategy.standardRetryStrategy().toBuilder()
          .backoffStrategy(BackoffStrategy.retryImmediately())
          .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
          .circuitBreakerEnabled(false)
          .build();

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile Function<Asked, Answer> script = request -> Answer.empty(500);

  Scripted() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  void answer(Function<Asked, Answer> answers) {
    script = answers;
  }

  /// Answers in this order, and then on and on with the last.
  void answerInTurn(Answer... answers) {
    script = request -> answers[Math.min(asked.size(), answers.length) - 1];
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              exchange.getRequestHeaders(),
              SdkBytes.fromInputStream(exchange.getRequestBody()));
      asked.add(request);
      Answer answer = script.apply(request);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      boolean none = answer.promised() == 0 || request.method().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), none ? -1 : answer.promised());
      if (!none) {
        exchange.getResponseBody().write(answer.body().asByteArrayUnsafe());
        exchange.getResponseBody().flush(); // also what is not all of it
      }
    }
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  List<String> methods() {
    return asked.stream().map(Asked::method).toList();
  }

  Aws aws() {
    return Aws.emulated(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "us-east-1");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
