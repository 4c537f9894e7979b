package pairmill.function.download;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The function as Quarkus builds it, called as Lambda calls it. What it does with a store and
/// queues is tried on an emulator.
@QuarkusTest
class DownloadFunctionTest {
  @Test
  void eachMessageFailsForItself() {
    answers(
        List.of(
            message("broken", "{no json"),
            message("of another function", "{'task': 'plan', 'run': 'r'}"),
            message(
                "no such part",
                "{'task': 'download', 'run': 'r', 'shard': 0, 'bucket': 0, 'part': -1}"),
            message("no task", "{'task': 'download', 'run': 'r'}")),
        List.of("broken", "of another function", "no such part", "no task"));
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
