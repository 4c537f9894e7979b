package pairmill.function.extract;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The function as Quarkus builds it, called as Lambda calls it. What it does with a store and
/// queues is tried on an emulator.
@QuarkusTest
class ExtractFunctionTest {
  @Test
  void eachMessageFailsForItself() {
    answers(
        List.of(
            message(
                "test event",
                "{'Service': 'Amazon S3', 'Event': 's3:TestEvent', 'Bucket': 'work'}"),
            message("removal", "{'Records': [{'eventName': 'ObjectRemoved:Delete'}]}"),
            message("broken", "{no json"),
            message("of another function", "{'task': 'plan', 'run': 'r'}"),
            message("no task", "{'task': 'extract', 'run': 'r'}"),
            message(
                "about another bucket",
                "{'Records': [{'eventName': 'ObjectCreated:Put', 's3': {'bucket': {'name': 'other'}, 'object': {'key': 'incoming/a.warc'}}}]}"),
            message(
                "no archive",
                "{'Records': [{'eventName': 'ObjectCreated:Put', 's3': {'bucket': {'name': 'work'}, 'object': {'key': 'incoming/a.txt'}}}]}")),
        List.of("broken", "of another function", "no task", "about another bucket", "no archive"));
  }

  // Without receipts: nothing is asked of any queue.
  private static String message(String id, String body) {
    return "{\"messageId\": \"%s\", \"body\": \"%s\", \"eventSource\": \"aws:sqs\"}"
        .formatted(id, body.replace('\'', '"').replace("\"", "\\\""));
  }

  private static void answers(List<String> messages, List<String> failed) {
    given()
        .contentType("application/json")
        .body("{\"Records\": [%s]}".formatted(String.join(", ", messages)))
        .when()
        .post()
        .then()
        .statusCode(200)
        .body("batchItemFailures.itemIdentifier", equalTo(failed));
  }
}
