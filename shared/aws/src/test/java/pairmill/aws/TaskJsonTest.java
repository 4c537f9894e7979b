package pairmill.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.queue.Task;

class TaskJsonTest {
  @Test
  void aBodySaysWhatItIsBeforeItIsRead() {
    assertEquals("plan", TaskJson.kind(TaskJson.body(new Task.Plan("r"))));
    assertEquals("announce", TaskJson.kind("{\"task\": \"announce\", \"at\": \"now\"}"));
    for (String none : List.of("", "null", "[]", "7", "{no json", "{\"Records\": []}")) {
      assertEquals("", TaskJson.kind(none), none);
    }
  }

  @Test
  void everyKindComesBack() {
    for (Task task :
        List.of(
            new Task.Extract("r", "a\nb é"),
            new Task.Plan(""),
            new Task.Download("r", 3, 1, 2),
            new Task.Score("r", 3),
            new Task.Publish("r"))) {
      assertEquals(task, TaskJson.parse(TaskJson.body(task)));
    }
    assertEquals(
        "{\"task\":\"download\",\"run\":\"r\",\"shard\":3,\"bucket\":1,\"part\":0}",
        TaskJson.body(new Task.Download("r", 3, 1)));
    assertEquals(
        new Task.Plan("r"), TaskJson.parse("{\"run\":\"r\",\"new\":[1],\"task\":\"plan\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "7",
        "\"plan\"",
        "{}",
        "{\"task\":\"plan\"}",
        "{\"task\":\"plan\",\"run\":null}",
        "{\"task\":\"score\",\"run\":\"r\"}",
        "{\"task\":\"score\",\"run\":\"r\",\"shard\":null}",
        "{\"task\":\"score\",\"run\":\"r\",\"shard\":\"x\"}",
        "{\"task\":\"score\",\"run\":\"r\",\"shard\":99999999999}",
        "{\"task\":\"java.lang.Runtime\",\"run\":\"r\"}",
        "{\"task\":\"plan\",\"run\":\"r\"} {}",
        "{\"task\":\"plan\",\"run\":\"r\"",
        "{\"Event\":\"s3:TestEvent\"}"
      })
  void whatIsNoTaskIsRefused(String body) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> TaskJson.parse(body));
    assertTrue(String.valueOf(e.getMessage()).matches("no task: .*"), e::toString);
  }

  @Test
  void aBodyThatIsNestedWithoutEndIsRefused() {
    String body = "{\"task\":\"plan\",\"run\":\"r\",\"x\":" + "[".repeat(500_000);
    assertThrows(IllegalArgumentException.class, () -> TaskJson.parse(body));
  }
}
