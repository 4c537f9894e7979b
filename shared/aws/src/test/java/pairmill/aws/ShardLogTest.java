package pairmill.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pairmill.cost.Cost;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.run.Json;
import pairmill.shard.ShardStats;

final class ShardLogTest {
  private static List<JsonNode> lines(String key, long refused) throws IOException {
    TreeMap<Reason, Long> reasons = new TreeMap<>();
    if (refused > 0) {
      reasons.put(Reason.TIMED_OUT, refused);
    }
    ShardStats stats =
        new ShardStats(
            StageName.DOWNLOAD,
            7 + refused,
            7,
            reasons,
            new TreeMap<>(Map.of("bytes", 1L << 40)),
            List.of(),
            new TreeMap<>(),
            List.of(),
            1.5,
            new Cost(3, 1, 1, 0.25));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L));
    new ShardLog(new PrintStream(bytes, true, UTF_8), clock).committed(key, stats);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : bytes.toString(UTF_8).lines().toList()) {
      lines.add(Json.MAPPER.readTree(line));
    }
    return lines;
  }

  @Test
  void aShardIsOneLinePerOutcomeAndNamesItsRun() throws IOException {
    List<JsonNode> lines = lines("runs/may/samples/00003_stats.json", 2);
    assertEquals(2, lines.size());
    JsonNode kept = lines.getFirst();
    assertEquals("may", kept.path("run").asText());
    assertEquals("download", kept.path("stage").asText());
    assertEquals("kept", kept.path("outcome").asText());
    assertEquals(7, kept.path("pairs").asLong());
    assertEquals(1L << 40, kept.path("bytes").asLong());
    assertEquals(0.25, kept.path("dollars").asDouble());
    assertEquals("refused", lines.get(1).path("outcome").asText());
    assertEquals(2, lines.get(1).path("refused").path("TIMED_OUT").asLong());
    assertEquals(1, lines("runs/may/samples/00003_stats.json", 0).size());
  }

  // As CloudWatch's specification has it: every metric and dimension is a member of the root.
  @Test
  void eachLineIsInTheEmbeddedFormat() throws IOException {
    for (JsonNode line : lines("runs/may/samples/00003_stats.json", 2)) {
      assertEquals(1_700_000_000_000L, line.path("_aws").path("Timestamp").asLong());
      JsonNode told = line.path("_aws").path("CloudWatchMetrics").path(0);
      assertEquals("Pairmill", told.path("Namespace").asText());
      assertEquals("[[\"stage\",\"outcome\"]]", told.path("Dimensions").toString());
      assertTrue(told.path("Metrics").size() > 0);
      for (JsonNode metric : told.path("Metrics")) {
        assertTrue(line.path(metric.path("Name").asText()).isNumber(), metric::toString);
      }
      told.path("Dimensions")
          .path(0)
          .forEach(name -> assertTrue(line.path(name.asText()).isTextual()));
    }
  }
}
