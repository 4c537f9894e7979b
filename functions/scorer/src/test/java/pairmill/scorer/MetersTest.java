package pairmill.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.onnx.OnnxScorer;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.stage.Progress;
import pairmill.store.LocalStore;

class MetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StoreTimes times = new StoreTimes();

  private Meters meters() {
    InstantSource clock = InstantSource.system();
    return new Meters(registry, clock, new Pulse(clock), Progress.NONE);
  }

  private double count(String name, String tag, String value) {
    return registry.get(name).tag(tag, value).functionCounter().count();
  }

  @Test
  void everyMetricStandsInTheReference() throws IOException {
    String page = Files.readString(Path.of("..", "..", "docs", "reference", "scorer.md"));
    try (OnnxScorer scorer = TestDouble.open()) {
      meters().phases(scorer, times);
    }
    assertEquals(11, registry.getMeters().size());
    registry
        .getMeters()
        .forEach(meter -> {
          String name = meter.getId().getName().replace('.', '_');
          String line = meter instanceof FunctionCounter ? name + "_total" : name;
          assertTrue(page.contains("| `" + line), line);
          meter
              .getId()
              .getTags()
              .forEach(tag -> {
                assertTrue(page.contains(line + "{" + tag.getKey() + "}"), tag.getKey());
                assertTrue(page.contains("`" + tag.getValue() + "`"), tag.getValue());
              });
        });
  }

  @Test
  void samplesAndTasksAreCountedByTheirOutcome() {
    Meters meters = meters();
    meters.began();
    meters.began();
    meters.kept(StageName.SCORE, 3);
    meters.refused(StageName.SCORE, Reason.LOW_SIMILARITY, 2);
    meters.ended("done");
    assertEquals(3, count("pairmill.samples", "outcome", "kept"));
    assertEquals(2, count("pairmill.samples", "outcome", "refused"));
    assertEquals(1, count("pairmill.tasks", "outcome", "done"));
    assertEquals(0, count("pairmill.tasks", "outcome", "failed"));
    assertEquals(1, registry.get("pairmill.tasks.in.flight").gauge().value());
  }

  @Test
  void aStoreIsTimedAndAnswersAsBefore(@TempDir Path folder) throws IOException {
    try (LocalStore plain = LocalStore.open(folder)) {
      TimedStore store = new TimedStore(plain, times);
      store.put("a/b", new byte[] {1, 2, 3});
      assertTrue(times.writeNanos() > 0);
      assertEquals(0, times.readNanos());
      assertEquals(3, store.read("a/b").length);
      try (InputStream in = store.open("a/b", 2)) {
        assertEquals(3, in.read());
        assertEquals(-1, in.read());
      }
      try (var file = store.local("a/b")) {
        assertEquals(3, Files.size(file.path()));
      }
      assertTrue(times.readNanos() > 0);
      assertTrue(store.exists("a/b"));
      assertEquals(3, store.size("a/b"));
      assertEquals(List.of("a/b"), store.list("a/"));
      store.delete("a/b");
      assertEquals(List.of(), plain.list(""));
    }
  }
}
