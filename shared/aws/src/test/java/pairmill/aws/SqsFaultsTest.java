package pairmill.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pairmill.queue.Delivery;
import pairmill.queue.Task;
import pairmill.run.Json;
import pairmill.store.Digest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// Queues before an SQS that refuses, stays silent and delivers what is no task.
@Timeout(60)
class SqsFaultsTest {
  private static final Duration HIDDEN = Duration.ofMinutes(5);
  private static final Task TASK = new Task.Score("r", 1);
  private static final Answer DONE = Answer.json(200, "{}");

  @SuppressWarnings("NullAway.Init") // set by open()
  private Scripted sqs;

  @SuppressWarnings("NullAway.Init") // set by open()
  private SqsClient client;

  @BeforeEach
  void open() throws IOException {
    sqs = new Scripted();
    client = sqs.aws().sqs(Scripted.IMPATIENT);
  }

  @AfterEach
  void close() {
    client.close();
    sqs.close();
  }

  private String url(String name) {
    return sqs.aws().endpoint() + "/000000000000/" + name;
  }

  private SqsInbox inbox(Duration hidden) {
    return new SqsInbox(client, url("q"), hidden);
  }

  private static Answer message(String body, int attempt) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    ObjectNode message = answer.putArray("Messages").addObject();
    message.put("MessageId", "m1").put("ReceiptHandle", "r1").put("Body", body);
    message.put("MD5OfBody", Digest.md5(body.getBytes(UTF_8)));
    message.putObject("Attributes").put("ApproximateReceiveCount", Integer.toString(attempt));
    return Answer.json(200, answer.toString());
  }

  private static JsonNode json(Asked asked) {
    try {
      return Json.MAPPER.readTree(asked.text());
    } catch (IOException e) {
      throw new AssertionError(asked.text(), e);
    }
  }

  private List<String> actions() {
    return sqs.asked().stream().map(Asked::action).toList();
  }

  @Test
  void aLongWaitIsSeveralPollsOfWhichNoneIsLongerThanSqsAllows() throws Exception {
    Answer none = DONE;
    sqs.answerInTurn(none, none, none, message(TaskJson.body(TASK), 3));
    try (SqsInbox inbox = inbox(HIDDEN)) {
      Delivery delivery = requireNonNull(inbox.receive(Duration.ofHours(1)));
      assertEquals(TASK, delivery.task());
      assertEquals(3, delivery.attempt());
    }
    for (Asked asked : sqs.asked()) {
      assertEquals("ReceiveMessage", asked.action());
      assertEquals(20, json(asked).get("WaitTimeSeconds").asInt());
      assertEquals(300, json(asked).get("VisibilityTimeout").asInt());
    }
    assertEquals(4, sqs.asked().size());
  }

  @Test
  void noWaitIsOnePoll() throws Exception {
    sqs.answerInTurn(DONE);
    try (SqsInbox inbox = inbox(HIDDEN)) {
      assertNull(inbox.receive(Duration.ZERO));
    }
    assertEquals(0, json(sqs.asked().getFirst()).get("WaitTimeSeconds").asInt());
    assertEquals(1, sqs.asked().size());
  }

  @Test
  void doneDeletesAndFailedLeavesTheTaskAloneForAWhile() throws Exception {
    for (int attempt : new int[] {1, 2, 3, 4, 5, 1000}) {
      sqs.answer(asked ->
          asked.action().equals("ReceiveMessage") ? message(TaskJson.body(TASK), attempt) : DONE);
      try (SqsInbox inbox = inbox(HIDDEN)) {
        requireNonNull(inbox.receive(Duration.ZERO)).failed(new IOException("the machine"));
        requireNonNull(inbox.receive(Duration.ZERO)).done();
      }
    }
    assertEquals(
        List.of(0, 3, 15, 60, 60, 60),
        sqs.asked().stream()
            .filter(asked -> asked.action().equals("ChangeMessageVisibility"))
            .map(asked -> json(asked).get("VisibilityTimeout").asInt())
            .toList());
    assertEquals(6, actions().stream().filter("DeleteMessage"::equals).count());
    assertEquals("r1", json(sqs.asked().getLast()).get("ReceiptHandle").asText());
  }

  @Test
  void aDeliveryBeatsUntilItEndsAndNotAfter() throws Exception {
    CountDownLatch beats = new CountDownLatch(3);
    sqs.answer(asked -> {
      if (asked.action().equals("ChangeMessageVisibility")) {
        beats.countDown();
        // a beat that is refused is not the last
        return beats.getCount() == 2 ? error("MessageNotInflight") : DONE;
      }
      return asked.action().equals("ReceiveMessage") ? message(TaskJson.body(TASK), 1) : DONE;
    });
    try (SqsInbox inbox = inbox(Duration.ofSeconds(1))) {
      SqsDelivery delivery = (SqsDelivery) requireNonNull(inbox.receive(Duration.ZERO));
      beats.await();
      delivery.done();
      int requests = sqs.asked().size();
      delivery.beat();
      assertEquals(requests, sqs.asked().size());
      assertEquals("DeleteMessage", actions().getLast());
      assertThrows(IllegalStateException.class, () -> delivery.failed(new IOException()));
    }
  }

  @Test
  void whatIsNoTaskIsLeftToBeSetAsideAndTheNextIsTaken() throws Exception {
    Answer poison = message("{\"Event\": \"s3:TestEvent\"}", 2);
    sqs.answerInTurn(
        poison, DONE, message("\u2028<html>", 1), DONE, message(TaskJson.body(TASK), 1));
    try (SqsInbox inbox = inbox(HIDDEN)) {
      assertEquals(TASK, requireNonNull(inbox.receive(Duration.ofMinutes(1))).task());
      assertEquals(
          List.of(
              "ReceiveMessage",
              "ChangeMessageVisibility",
              "ReceiveMessage",
              "ChangeMessageVisibility",
              "ReceiveMessage"),
          actions());
      assertEquals(3, json(sqs.asked().get(1)).get("VisibilityTimeout").asInt());
      // not even when SQS does not let it go
      sqs.answer(
          asked -> asked.action().equals("ReceiveMessage") ? poison : error("MessageNotInflight"));
      assertNull(inbox.receive(Duration.ZERO));
    }
  }

  private static Answer error(String code) {
    return Answer.json(
        400, "{\"__type\": \"com.amazonaws.sqs#%s\", \"message\": \"why\"}".formatted(code));
  }

  @Test
  void aQueueThatIsNotThereIsASentence() {
    sqs.answerInTurn(error("QueueDoesNotExist"));
    try (SqsInbox inbox = inbox(HIDDEN)) {
      IOException e = assertThrows(IOException.class, () -> inbox.receive(Duration.ZERO));
      assertEquals(
          "[" + url("q") + "] gave no message: why (QueueDoesNotExist HTTP 400)", e.getMessage());
    }
    assertEquals(1, sqs.asked().size());
  }

  @Test
  void aPollIsInterruptible() throws Exception {
    CountDownLatch polled = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    sqs.answer(asked -> {
      polled.countDown();
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return DONE;
    });
    try (SqsInbox inbox = inbox(HIDDEN)) {
      FutureTask<Delivery> receiving = new FutureTask<>(() -> inbox.receive(Duration.ofHours(1)));
      Thread thread = Thread.ofPlatform().start(receiving);
      polled.await();
      thread.interrupt();
      Exception e = assertThrows(Exception.class, receiving::get);
      assertTrue(e.getCause() instanceof InterruptedException, e::toString);
    } finally {
      never.countDown();
    }
  }

  @Test
  void whatAnInterruptedPollReceivedIsGivenBack() {
    sqs.answerInTurn(DONE);
    Message message = Message.builder().receiptHandle("r1").build();
    FutureTask<List<Message>> answer = new FutureTask<>(() -> List.of(message));
    answer.run();
    SqsPoll.giveBack(new SqsQueue(client, url("q")), answer);
    assertEquals(List.of("ChangeMessageVisibility"), actions());
    assertEquals("r1", json(sqs.asked().getFirst()).get("ReceiptHandle").asText());
    assertEquals(0, json(sqs.asked().getFirst()).get("VisibilityTimeout").asInt());
  }

  @Test
  void messagesGoInTensToTheQueueOfTheirKind() throws IOException {
    sqs.answer(SqsFaultsTest::taken);
    SqsOutbox outbox =
        new SqsOutbox(
            client, Map.of(Task.Score.class, url("score"), Task.Download.class, url("d.fifo")));
    outbox.send(IntStream.range(0, 21).<Task>mapToObj(n -> new Task.Score("r", n)).toList());
    outbox.send(List.of(TASK, new Task.Download("r", 1, 7)));
    assertEquals(
        List.of("score 10", "score 10", "score 1", "score 1", "d.fifo 1"),
        sqs.asked().stream()
            .map(SqsFaultsTest::json)
            .map(batch ->
                batch.get("QueueUrl").asText().replaceAll(".*/", "")
                    + " "
                    + batch.get("Entries").size())
            .toList());
    JsonNode standard = json(sqs.asked().getFirst()).get("Entries").get(0);
    assertEquals(
        "{\"task\":\"score\",\"run\":\"r\",\"shard\":0}", standard.get("MessageBody").asText());
    assertNull(standard.get("MessageGroupId"));
    assertNull(standard.get("MessageDeduplicationId"));
    JsonNode fifo = json(sqs.asked().getLast()).get("Entries").get(0);
    assertEquals("bucket:7", fifo.get("MessageGroupId").asText());
    assertEquals(
        Digest.sha256(fifo.get("MessageBody").asText().getBytes(UTF_8)),
        fifo.get("MessageDeduplicationId").asText());
    assertThrows(
        IllegalArgumentException.class, () -> outbox.send(List.of(TASK, new Task.Plan("r"))));
    assertEquals(5, sqs.asked().size());
  }

  // Takes a batch but the entries of these ids.
  private static Answer taken(Asked asked, String... refusedIds) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    ArrayNode taken = answer.putArray("Successful");
    ArrayNode refused = answer.putArray("Failed");
    for (JsonNode entry : json(asked).get("Entries")) {
      String id = entry.get("Id").asText();
      if (List.of(refusedIds).contains(id)) {
        refused.addObject().put("Id", id).put("Code", "Busy").put("Message", "later");
      } else {
        String body = entry.get("MessageBody").asText();
        taken
            .addObject()
            .put("Id", id)
            .put("MessageId", "m" + id)
            .put("MD5OfMessageBody", Digest.md5(body.getBytes(UTF_8)));
      }
    }
    return Answer.json(200, answer.toString());
  }

  @Test
  void whatABatchDidNotTakeIsSentAgain() throws IOException {
    sqs.answer(asked -> sqs.asked().size() == 1 ? taken(asked, "1", "3") : taken(asked, "3"));
    List<Task> tasks = IntStream.range(0, 4).<Task>mapToObj(n -> new Task.Score("r", n)).toList();
    SqsOutbox outbox = new SqsOutbox(client, Map.of(Task.Score.class, url("score")));
    IOException e = assertThrows(IOException.class, () -> outbox.send(tasks));
    assertEquals("[" + url("score") + "] took 3 of 4 messages: later (Busy)", e.getMessage());
    assertEquals(List.of("0 1 2 3", "1 3", "3"), sqs.asked().stream().map(this::ids).toList());
    sqs.answer(asked -> sqs.asked().size() == 4 ? taken(asked, "0") : taken(asked));
    outbox.send(tasks);
    assertEquals("0", ids(sqs.asked().getLast()));
  }

  private String ids(Asked asked) {
    return String.join(
        " ",
        StreamSupport.stream(json(asked).get("Entries").spliterator(), false)
            .map(entry -> entry.get("Id").asText())
            .toList());
  }
}
