package pairmill.aws;

import java.io.IOException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A queue, by its URL.
record SqsQueue(SqsClient client, String url) {
  /// True when it keeps groups apart, which S3 cannot send to.
  boolean fifo() {
    return url.endsWith(".fifo");
  }

  <T> T ask(String problem, Supplier<T> question) throws IOException {
    try {
      return question.get();
    } catch (SdkException e) {
      throw Failures.of(url, problem, e);
    }
  }

  void delete(String receipt) throws IOException {
    ask(
        "did not let a message be deleted",
        () -> client.deleteMessage(m -> m.queueUrl(url).receiptHandle(receipt)));
  }

  void hide(String receipt, int seconds) throws IOException {
    ask(
        "did not change how long a message is hidden",
        () ->
            client.changeMessageVisibility(
                m -> m.queueUrl(url).receiptHandle(receipt).visibilityTimeout(seconds)));
  }
}
