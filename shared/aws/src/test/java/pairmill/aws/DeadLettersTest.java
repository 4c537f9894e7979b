package pairmill.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pairmill.run.Json;
import pairmill.store.Digest;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Letters of an SQS that gives them in turn.
final class DeadLettersTest {
  private static final Answer DONE = Answer.json(200, "{}");

  @SuppressWarnings("NullAway.Init") // set by open()
  private Scripted sqs;

  @SuppressWarnings("NullAway.Init") // set by open()
  private SqsClient client;

  private final List<String> told = new ArrayList<>();

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

  private DeadLetters letters() {
    String url = sqs.aws().endpoint() + "/000000000000/";
    return new DeadLetters(client, url + "dead.fifo", url + "q.fifo");
  }

  private static Answer messages(String... bodies) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    var messages = answer.putArray("Messages");
    for (String body : bodies) {
      ObjectNode message = messages.addObject();
      message.put("MessageId", "m").put("ReceiptHandle", "r-" + body).put("Body", body);
      message.put("MD5OfBody", Digest.md5(body.getBytes(UTF_8)));
      message.putObject("Attributes").put("MessageGroupId", "bucket:3");
    }
    return Answer.json(200, answer.toString());
  }

  private static Answer taken(String body) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.put("MessageId", "n").put("MD5OfMessageBody", Digest.md5(body.getBytes(UTF_8)));
    return Answer.json(200, answer.toString());
  }

  private List<String> actions() {
    return sqs.asked().stream().map(Asked::action).toList();
  }

  @Test
  void eachIsSentBeforeItIsDeleted() throws IOException {
    sqs.answerInTurn(messages("a", "b"), taken("a"), DONE, taken("b"), DONE, DONE);
    assertEquals(new DeadLetters.Redriven(2, 0), letters().redrive(told::add));
    assertEquals(List.of("a", "b"), told);
    assertEquals(
        List.of(
            "ReceiveMessage",
            "SendMessage",
            "DeleteMessage",
            "SendMessage",
            "DeleteMessage",
            "ReceiveMessage"),
        actions());
    var sent = Json.MAPPER.readTree(sqs.asked().get(1).text());
    assertEquals("bucket:3", sent.get("MessageGroupId").asText());
    assertEquals(36, sent.get("MessageDeduplicationId").asText().length());
  }

  @Test
  void oneThatIsNotTakenStays() {
    sqs.answerInTurn(
        messages("a", "b"),
        Answer.json(400, "{\"__type\": \"com.amazonaws.sqs#OverLimit\", \"message\": \"why\"}"));
    IOException e = assertThrows(IOException.class, () -> letters().redrive(told::add));
    assertEquals(
        "[%s/000000000000/q.fifo] took no message: why (OverLimit HTTP 400)"
            .formatted(sqs.aws().endpoint()),
        e.getMessage());
    assertEquals(List.of("ReceiveMessage", "SendMessage"), actions());
    assertEquals(List.of(), told);
  }

  @Test
  void oneThatFailsAgainAtOnceDoesNotGoRoundForEver() throws IOException {
    sqs.answerInTurn(messages("a"), taken("a"), DONE, messages("a"), DONE, DONE);
    assertEquals(new DeadLetters.Redriven(1, 1), letters().redrive(told::add));
    assertEquals(
        List.of(
            "ReceiveMessage",
            "SendMessage",
            "DeleteMessage",
            "ReceiveMessage",
            "ReceiveMessage",
            "ChangeMessageVisibility"),
        actions());
  }

  @Test
  void lookingLeavesThemWhereTheyAre() throws IOException {
    sqs.answerInTurn(messages("a", "b"), DONE, DONE, DONE);
    assertEquals(2, letters().look(told::add));
    assertEquals(List.of("a", "b"), told);
    assertEquals(
        List.of(
            "ReceiveMessage",
            "ReceiveMessage",
            "ChangeMessageVisibility",
            "ChangeMessageVisibility"),
        actions());
  }
}
