package pairmill.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pairmill.Skipped;
import pairmill.run.Json;

/// A work bucket and its queues in an emulator, asked over plain HTTP. While it is open, commands
/// of this process find the emulator.
///
/// @param bucket its name
record EmulatedDeployment(String bucket) implements Closeable {
  private static final @Nullable String ENDPOINT = System.getProperty("pairmill.aws.endpoint");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final List<String> FIFO = List.of("dataset", "download");

  /// Called before all tests of a class that needs it.
  static void needed(Class<?> test) {
    assumeTrue(
        ENDPOINT != null,
        () ->
            Skipped.because(
                test.getSimpleName()
                    + ": no emulator; with one: -Dpairmill.aws.endpoint=$(localstack/emulator start)"));
  }

  /// A new one, with a scorer.
  static EmulatedDeployment open() throws IOException, InterruptedException {
    System.setProperty("aws.endpointUrl", String.valueOf(ENDPOINT));
    System.setProperty("aws.region", "us-east-1");
    EmulatedDeployment deployment = new EmulatedDeployment("test-" + UUID.randomUUID());
    deployment.put("", "");
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("name", deployment.bucket).put("region", "us-east-1");
    ObjectNode queues = json.putObject("queues");
    ObjectNode dead = json.putObject("dead");
    for (String queue : List.of("extract", "dataset", "download", "score")) {
      queues.put(queue, deployment.newQueue(queue, ""));
      dead.put(queue, deployment.newQueue(queue, "-dead"));
    }
    deployment.put("deployment.json", json.toString());
    return deployment;
  }

  String address() {
    return "s3://" + bucket;
  }

  void put(String key, String text) throws IOException, InterruptedException {
    put(key, HttpRequest.BodyPublishers.ofString(text));
  }

  void put(String key, HttpRequest.BodyPublisher bytes) throws IOException, InterruptedException {
    ask(HttpRequest.newBuilder(object(key)).PUT(bytes));
  }

  String read(String key) throws IOException, InterruptedException {
    return ask(HttpRequest.newBuilder(object(key)).GET());
  }

  private URI object(String key) {
    return URI.create(ENDPOINT + "/" + bucket + "/" + key);
  }

  private String newQueue(String role, String end) throws IOException, InterruptedException {
    ObjectNode request = Json.MAPPER.createObjectNode();
    if (FIFO.contains(role)) {
      request.put("QueueName", bucket + "-" + role + end + ".fifo");
      request.putObject("Attributes").put("FifoQueue", "true");
    } else {
      request.put("QueueName", bucket + "-" + role + end);
    }
    return sqs("CreateQueue", request).get("QueueUrl").asText();
  }

  private String url(String kind, String role) throws IOException, InterruptedException {
    return Json.MAPPER.readTree(read("deployment.json")).get(kind).get(role).asText();
  }

  /// Sends a message to a queue's dead letters.
  void sendDead(String role, String body, @Nullable String group)
      throws IOException, InterruptedException {
    ObjectNode request = Json.MAPPER.createObjectNode();
    request.put("QueueUrl", url("dead", role)).put("MessageBody", body);
    if (group != null) {
      request.put("MessageGroupId", group).put("MessageDeduplicationId", "sent-" + body.length());
    }
    sqs("SendMessage", request);
  }

  /// The bodies of what waits in a queue, which is received and deleted, in the order of the queue.
  List<String> take(String role) throws IOException, InterruptedException {
    String url = url("queues", role);
    List<String> bodies = new ArrayList<>();
    while (true) {
      ObjectNode request = Json.MAPPER.createObjectNode();
      request.put("QueueUrl", url).put("MaxNumberOfMessages", 10);
      JsonNode messages = sqs("ReceiveMessage", request).path("Messages");
      if (messages.isEmpty()) {
        return bodies;
      }
      for (JsonNode message : messages) {
        bodies.add(message.get("Body").asText());
        ObjectNode delete = Json.MAPPER.createObjectNode();
        delete.put("QueueUrl", url).set("ReceiptHandle", message.get("ReceiptHandle"));
        sqs("DeleteMessage", delete);
      }
    }
  }

  private static JsonNode sqs(String action, ObjectNode request)
      throws IOException, InterruptedException {
    String answer =
        ask(
            HttpRequest.newBuilder(URI.create(ENDPOINT + "/"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + action)
                .POST(HttpRequest.BodyPublishers.ofString(request.toString())));
    return answer.isEmpty() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(answer);
  }

  private static String ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    assertEquals(2, answer.statusCode() / 100, () -> answer.uri() + ": " + answer.body());
    return answer.body();
  }

  @Override
  public void close() {
    System.clearProperty("aws.endpointUrl");
    System.clearProperty("aws.region");
  }
}
