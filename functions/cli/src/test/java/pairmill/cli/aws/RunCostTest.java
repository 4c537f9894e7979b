package pairmill.cli.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.pair.StageName;
import pairmill.run.Json;
import pairmill.run.RunKeys;
import pairmill.store.MemoryStore;

final class RunCostTest {
  @TempDir private Path folder;
  private MemoryStore store;

  @BeforeEach
  void bucket() {
    store = new MemoryStore(folder);
  }

  @Test
  void addsUpWhatIsCommittedPartsAmongThem() throws Exception {
    Written.halfDone(store, "november");
    assertEquals(
        """
        Run november, an estimate by list prices

        stage     tasks  seconds  GB-s  reads  writes  dollars
        extract       2        2     4      6       8   0.5000
        plan          1        1     2      3       4   0.2500
        download      2        2     4      6       8   0.5000
        score         1        1     2      3       4   0.2500
        publish       0        0     0      0       0   0.0000
        all           6        6    12     18      24   1.5000

        Nothing is published yet.
        """,
        RunCost.of("november", store).toString());
  }

  @Test
  void tellsThePriceOfAMillionPublishedPairs() throws Exception {
    Written.halfDone(store, "november");
    RunKeys keys = new RunKeys("november");
    store.put(
        keys.publishStats(),
        Json.bytes(Written.stats(StageName.PUBLISH, 2_500, Written.refused())));
    RunCost before = RunCost.of("november", store);
    assertEquals(0, before.published());
    store.put(keys.manifest(), new byte[1]);
    RunCost cost = RunCost.of("november", store);
    assertEquals(1.75, cost.total().dollars());
    assertTrue(
        cost.toString().endsWith("\n2,500 published pairs: $700.00 per million.\n"),
        cost::toString);
    String json = new String(Json.bytes(cost), StandardCharsets.UTF_8);
    assertTrue(json.contains("\"dollarsPerMillion\" : 700.0"), json);
    assertFalse(new String(Json.bytes(before), StandardCharsets.UTF_8).contains("dollarsPer"));
  }
}
