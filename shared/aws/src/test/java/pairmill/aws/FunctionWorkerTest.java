package pairmill.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pairmill.queue.Outbox;
import pairmill.queue.Task;
import pairmill.run.Json;
import software.amazon.awssdk.services.sqs.SqsClient;

final class FunctionWorkerTest {
  private static final Task NEXT = new Task.Plan("r");

  private final List<Task> sent = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set by open()
  private Scripted sqs;

  @SuppressWarnings("NullAway.Init") // set by open()
  private SqsClient client;

  @BeforeEach
  void open() throws IOException {
    sqs = new Scripted();
    client = sqs.aws().sqs(Scripted.IMPATIENT);
    sqs.answer(request -> Answer.json(200, "{}"));
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    sqs.close();
  }

  private FunctionWorker worker(Outbox outbox) {
    return new FunctionWorker(
        client,
        "http://sqs/queue",
        outbox,
        body ->
            switch (body) {
              case "io" -> throw new IOException("no bucket");
              case "wrong" -> throw new IllegalArgumentException("no task");
              case "error" -> throw new StackOverflowError();
              default -> List.of(NEXT);
            });
  }

  private static SqsEvent event(String json) throws IOException {
    return Json.MAPPER.readValue(json, SqsEvent.class);
  }

  private static String message(String id, String body, int attempt) {
    return """
    {"messageId": "%s", "receiptHandle": "handle %s", "body": "%s", "awsRegion": "us-east-1",
     "attributes": {"ApproximateReceiveCount": "%d", "SentTimestamp": "1"}}
    """
        .formatted(id, id, body, attempt);
  }

  private static String failed(SqsEvent.Answer answer) throws IOException {
    return Json.MAPPER.readTree(Json.bytes(answer)).toString();
  }

  @Test
  void eachMessageFailsForItselfAndComesBackAfterAWhile() throws Exception {
    SqsEvent event =
        event(
            "{\"Records\": [%s, %s, %s, %s, %s]}"
                .formatted(
                    message("1", "good", 1),
                    message("2", "io", 1),
                    message("3", "good", 1),
                    message("4", "wrong", 3),
                    message("5", "error", 9)));
    assertEquals(
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"4\"},{\"itemIdentifier\":\"5\"}]}",
        failed(worker(sent::addAll).work(event)));
    assertEquals(List.of(NEXT, NEXT), sent);
    List<String> hidden =
        sqs.asked().stream()
            .map(asked -> asked.body().asUtf8String())
            .map(body -> body.replaceAll(".*handle (\\d).*VisibilityTimeout\":(\\d+).*", "$1:$2"))
            .toList();
    assertEquals(List.of("2:0", "4:15", "5:60"), hidden);
  }

  @Test
  void aMessageIsNotDoneBeforeWhatFollowsIsSent() throws Exception {
    Outbox broken =
        tasks -> {
          throw new IOException("the queue is gone");
        };
    assertEquals(
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}",
        failed(
            worker(broken).work(event("{\"Records\": [%s]}".formatted(message("1", "good", 1))))));
  }

  @Test
  void aMessageWithoutReceiptOrBodyIsToldAsAFailure() throws Exception {
    assertEquals(
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}",
        failed(worker(sent::addAll).work(event("{\"Records\": [{\"messageId\": \"1\"}]}"))));
    assertEquals(List.of(), sqs.asked());
  }

  @Test
  void whatIsNoEventIsRefused() {
    assertThrows(IOException.class, () -> event("{\"Service\": \"Amazon S3\"}"));
  }
}
