package pairmill.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// Notices as a bucket sends them.
class S3EventsTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needsAnEmulator() {
    Emulator.needed(S3EventsTest.class);
  }

  @Test
  void everyObjectThatIsCreatedIsAnnouncedByItsKey() throws Exception {
    String bucket = Emulator.newBucket();
    List<String> keys = List.of("a b+c é.gz", "100% [x]/日本😀.gz", "plain.gz");
    List<String> announced = new ArrayList<>();
    try (SqsClient sqs = Emulator.aws().sqs();
        S3Client s3 = Emulator.aws().s3(new S3Requests());
        S3Store store = S3Store.open(Emulator.aws(), new S3Address(bucket, "in"), folder)) {
      String queue = Emulator.newQueue(sqs, Map.of());
      String arn = Emulator.arn(sqs, queue);
      QueueConfiguration toQueue =
          QueueConfiguration.builder().queueArn(arn).events(Event.S3_OBJECT_CREATED).build();
      s3.putBucketNotificationConfiguration(
          b -> b.bucket(bucket).notificationConfiguration(n -> n.queueConfigurations(toQueue)));
      for (String key : keys) {
        store.put(key, new byte[3]);
      }
      store.delete("plain.gz");
      while (announced.size() < keys.size()) {
        for (Message message :
            sqs.receiveMessage(m -> m.queueUrl(queue).waitTimeSeconds(20)).messages()) {
          announced.addAll(S3Notice.parse(message.body()).created(bucket));
          sqs.deleteMessage(m -> m.queueUrl(queue).receiptHandle(message.receiptHandle()));
        }
      }
    }
    assertEquals(
        keys.stream().map(key -> "in/" + key).sorted().toList(),
        announced.stream().sorted().toList());
  }
}
