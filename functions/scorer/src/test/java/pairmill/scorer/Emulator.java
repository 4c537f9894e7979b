package pairmill.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pairmill.Skipped;
import pairmill.aws.Aws;
import pairmill.aws.S3Address;
import pairmill.aws.S3Store;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The emulator at the system property `pairmill.aws.endpoint`, as `localstack/emulator` starts it.
final class Emulator {
  static final String REGION = "us-east-1";
  static final @Nullable String ENDPOINT = System.getProperty("pairmill.aws.endpoint");

  private Emulator() {}

  /// Called before all tests of a class that needs it.
  static void needed(Class<?> test) {
    assumeTrue(
        ENDPOINT != null,
        () ->
            Skipped.because(
                test.getSimpleName()
                    + ": no emulator; with one: -Dpairmill.aws.endpoint=$(localstack/emulator start)"));
  }

  static Aws aws() {
    return Aws.emulated(URI.create(String.valueOf(ENDPOINT)), REGION);
  }

  static String newName() {
    return "test-" + UUID.randomUUID();
  }

  static String newBucket() throws IOException, InterruptedException {
    String name = newName();
    URI address = URI.create(ENDPOINT + "/" + name);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.noBody()).build();
      assertEquals(200, client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    }
    return name;
  }

  static S3Store store(String bucket, Path folder) throws IOException {
    return S3Store.open(aws(), new S3Address(bucket, ""), folder);
  }

  /// A new queue.
  ///
  /// @return its URL
  static String newQueue(SqsClient client, Map<QueueAttributeName, String> attributes) {
    boolean fifo = attributes.containsKey(QueueAttributeName.FIFO_QUEUE);
    return client
        .createQueue(q -> q.queueName(newName() + (fifo ? ".fifo" : "")).attributes(attributes))
        .queueUrl();
  }

  static String attribute(SqsClient client, String url, QueueAttributeName name) {
    return String.valueOf(
        client
            .getQueueAttributes(q -> q.queueUrl(url).attributeNames(name))
            .attributes()
            .get(name));
  }
}
