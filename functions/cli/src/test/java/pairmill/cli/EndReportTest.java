package pairmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pairmill.dataset.Funnel;
import pairmill.dataset.Manifest;
import pairmill.filter.Rules;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.run.ImagesFrom;
import pairmill.run.Json;
import pairmill.run.RunSpec;
import pairmill.shard.Damage;

final class EndReportTest {
  private static Funnel.Step step(StageName stage, long in, Map<Reason, Long> refused) {
    long out = in - refused.values().stream().mapToLong(Long::longValue).sum();
    String note = stage == StageName.SCORE ? "not scored: no model" : null;
    return new Funnel.Step(stage, in, out, new TreeMap<>(refused), note);
  }

  private static Manifest manifest() {
    Map<Reason, Long> refused =
        Map.of(
            Reason.NO_ALT, 1_200L,
            Reason.ALT_TOO_SHORT, 20L,
            Reason.GIF, 19L,
            Reason.DATA_URL, 18L,
            Reason.HOST_TOO_LONG, 17L,
            Reason.URL_TOO_LONG, 16L);
    return new Manifest(
        Manifest.FORMAT,
        new RunSpec(
            "pairmill test",
            Rules.DEFAULT,
            ImagesFrom.NONE,
            null,
            null,
            null,
            16,
            10,
            10,
            false,
            false,
            null,
            null),
        List.of(),
        30,
        20,
        3,
        List.of(
            new Damage("a.warc", 5, "bad"),
            new Damage("a.warc", 9, "worse"),
            new Damage("b.warc", 0, "empty\u001b[2J")),
        new Funnel(
            List.of(
                step(StageName.EXTRACT, 2_000, refused),
                step(StageName.PLAN, 710, Map.of(Reason.DUPLICATE, 10L)),
                step(StageName.DOWNLOAD, 700, Map.of()),
                step(StageName.SCORE, 700, Map.of()),
                step(StageName.PUBLISH, 700, Map.of()))),
        700,
        new TreeMap<>(),
        List.of(),
        List.of(
            new Manifest.File("README.md", 0, 1, "00"),
            new Manifest.File("en/part-00000.parquet", 600, 1, "00"),
            new Manifest.File("en/part-00001.parquet", 100, 1, "00")));
  }

  @Test
  void peopleSeeTheFunnelTheDamageAndWhereTheDatasetIs() {
    StringWriter text = new StringWriter();
    new EndReport("out", manifest(), List.of(), null).print(new PrintWriter(text));
    assertEquals(
        """

        stage               in          out
        extract          2,000          710
          NO_ALT 1,200, ALT_TOO_SHORT 20, GIF 19, DATA_URL 18, HOST_TOO_LONG 17,
          URL_TOO_LONG 16
        plan               710          700
          DUPLICATE 10
        download           700          700
        score              700          700
          not scored: no model
        publish            700          700

        Damaged places: 3, in 2 archives. All around them was read.
          [a.warc@5] bad (and 1 more)
          [b.warc@0] empty\\u001b[2J

        Dataset: out/dataset
          en                 700 rows

        """,
        text.toString());
  }

  @Test
  void programsSeeWhatAnEarlierProcessMeasured() throws Exception {
    JsonNode earlier =
        Json.MAPPER.readTree("{\"stages\": [{\"stage\": \"plan\", \"seconds\": 7.5}]}");
    StageUsage now = new StageUsage(StageName.PUBLISH, 2, 1, 700, 0);
    JsonNode stages = new EndReport("out", manifest(), List.of(now), earlier).json().get("stages");
    assertEquals(7.5, stages.get(1).get("seconds").asDouble());
    assertEquals(350, stages.get(4).get("items_per_s").asDouble());
    for (JsonNode stage : stages) {
      for (String field :
          new String[] {"seconds", "cpu_seconds", "bytes", "items_per_s", "peak_rss_bytes"}) {
        assertEquals(true, stage.has(field), field);
      }
    }
  }
}
