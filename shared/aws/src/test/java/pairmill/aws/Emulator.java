package pairmill.aws;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pairmill.Skipped;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The emulator at the system property `pairmill.aws.endpoint`, as `localstack/emulator` starts it.
final class Emulator {
  private static final @Nullable String ENDPOINT = System.getProperty("pairmill.aws.endpoint");

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
    return Aws.emulated(URI.create(String.valueOf(ENDPOINT)), "us-east-1");
  }

  static String newName() {
    return "test-" + UUID.randomUUID();
  }

  static String newBucket() {
    String name = newName();
    try (S3Client client = aws().s3(new S3Requests())) {
      client.createBucket(b -> b.bucket(name));
    }
    return name;
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

  static String arn(SqsClient client, String url) {
    return String.valueOf(
        client
            .getQueueAttributes(q -> q.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN));
  }
}
