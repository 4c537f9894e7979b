package pairmill.aws;

import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import pairmill.queue.Task;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Both ends of a new queue of the emulator, which takes tasks of all kinds.
record EmulatedQueue(SqsClient client, String url, SqsInbox inbox, SqsOutbox outbox)
    implements Closeable {
  static EmulatedQueue open(Map<QueueAttributeName, String> attributes) {
    SqsClient client = Emulator.aws().sqs();
    String url = Emulator.newQueue(client, attributes);
    SqsOutbox outbox =
        new SqsOutbox(
            client,
            Map.of(
                Task.Extract.class, url,
                Task.Plan.class, url,
                Task.Download.class, url,
                Task.Score.class, url,
                Task.Publish.class, url));
    return new EmulatedQueue(
        client, url, new SqsInbox(client, url, Duration.ofSeconds(30)), outbox);
  }

  @Override
  public void close() {
    inbox.close();
    client.close();
  }
}
