package pairmill.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.store.MemoryStore;

final class DeploymentTest {
  @TempDir private Path folder;

  private Deployment read(String json) throws IOException {
    MemoryStore store = new MemoryStore(folder);
    store.put(Deployment.KEY, json.getBytes(UTF_8));
    return Deployment.read(store);
  }

  @Test
  void namesTheQueuesAndWhereTheirDeadLettersGo() throws IOException {
    assertEquals(
        new Deployment(
            "mill", "us-east-1", Map.of("extract", "http://q/e"), Map.of("extract", "http://q/d")),
        read(
            """
            {"name": "mill", "region": "us-east-1", "queues": {"extract": "http://q/e"},
             "dead": {"extract": "http://q/d"}, "more": 1}
            """));
  }

  @Test
  void aQueueWithoutDeadLettersIsNone() {
    IOException e =
        assertThrows(
            IOException.class,
            () -> read("{\"name\":\"m\",\"region\":\"r\",\"queues\":{\"a\":\"u\"},\"dead\":{}}"));
    assertEquals(
        true, String.valueOf(e.getMessage()).contains("dead letters of []"), e::getMessage);
  }

  @Test
  void aBucketWithoutOneIsToldPlainly() {
    IOException e = assertThrows(IOException.class, () -> Deployment.read(new MemoryStore(folder)));
    assertEquals(
        "[deployment.json] is not there: nothing is deployed around this bucket", e.getMessage());
  }
}
