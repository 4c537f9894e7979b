package pairmill.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import pairmill.run.Json;
import pairmill.shard.ShardStats;
import pairmill.stage.Progress;

/// Writes one line per committed task, which is both: a structured log line with the run's name,
/// and metrics in CloudWatch's embedded format. Metrics are told by stage and outcome alone, never
/// by run or host: each further value of a dimension is one more metric to pay for.
///
/// @param out where the lines go; CloudWatch reads what functions and containers print
/// @see <a
///   href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
///   format</a>
public record ShardLog(PrintStream out, InstantSource clock) implements Progress {
  /// The namespace of the metrics.
  public static final String NAMESPACE = "Pairmill";

  private static final ObjectWriter WRITER =
      Json.MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);

  @Override
  public void committed(String key, ShardStats stats) {
    out.println(line(key, stats, "kept", stats.out()));
    long refused = stats.in() - stats.out();
    if (refused > 0) {
      out.println(line(key, stats, "refused", refused));
    }
  }

  private String line(String key, ShardStats stats, String outcome, long pairs) {
    boolean kept = outcome.equals("kept");
    ObjectNode line = Json.MAPPER.createObjectNode();
    ObjectNode metrics =
        line.putObject("_aws")
            .put("Timestamp", clock.millis())
            .putArray("CloudWatchMetrics")
            .addObject();
    metrics.put("Namespace", NAMESPACE);
    metrics.putArray("Dimensions").addArray().add("stage").add("outcome");
    ArrayNode names = metrics.putArray("Metrics");
    names.addObject().put("Name", "pairs").put("Unit", "Count");
    line.put("stage", stats.stage().label()).put("outcome", outcome).put("pairs", pairs);
    if (kept) {
      names.addObject().put("Name", "seconds").put("Unit", "Seconds");
      names.addObject().put("Name", "bytes").put("Unit", "Bytes");
      names.addObject().put("Name", "dollars").put("Unit", "None");
      line.put("seconds", stats.seconds()).put("bytes", stats.count("bytes"));
      line.put("dollars", stats.cost().dollars());
    } else {
      ObjectNode reasons = line.putObject("refused");
      stats.refused().forEach((reason, n) -> reasons.put(reason.toString(), n));
    }
    line.put("run", run(key)).put("committed", key).put("damage", stats.count("damage"));
    try {
      return WRITER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  // runs/RUN/...
  private static String run(String key) {
    List<String> parts = List.of(key.split("/", 3));
    return parts.size() == 3 && parts.getFirst().equals("runs") ? parts.get(1) : "";
  }
}
