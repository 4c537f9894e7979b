package pairmill.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.cost.Cost;
import pairmill.filter.Rules;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.queue.Task;
import pairmill.score.ScorerSpec;
import pairmill.shard.Damage;
import pairmill.shard.ShardStats;

class JsonTest {
  private static final ScorerSpec SCORER =
      new ScorerSpec(
          "s",
          "r 1",
          new TreeMap<>(Map.of("en", 0.28)),
          List.of(new ScorerSpec.Used("image", "s", "image.onnx", "dd")));
  private static final RunSpec FULL =
      new RunSpec(
          "pairmill 0.1",
          Rules.DEFAULT,
          ImagesFrom.ARCHIVE,
          "d 1",
          SCORER,
          "l 2",
          7,
          9,
          11,
          true,
          true,
          "ff",
          "ee");
  private static final RunSpec BARE =
      new RunSpec(
          "pairmill 0.1",
          Rules.DEFAULT,
          ImagesFrom.NONE,
          null,
          null,
          null,
          1,
          1,
          1,
          false,
          false,
          null,
          null);
  private static final ShardStats STATS =
      new ShardStats(
          StageName.DOWNLOAD,
          3,
          1,
          new TreeMap<>(Map.of(Reason.TIMED_OUT, 2L)),
          new TreeMap<>(Map.of("bytes", 1L << 40)),
          List.of(new Damage("a.warc", 5, "no header '\u0000\"'")),
          new TreeMap<>(Map.of(Reason.TIMED_OUT, List.of("http://ä/😀", ""))),
          List.of(new Task.Score("r", 1), new Task.Publish("r")),
          0.25,
          new Cost(1.5, 3, 4, 0.125));

  static Stream<Task> tasks() {
    return Stream.of(
        new Task.Extract("r", "a b.warc.gz"),
        new Task.Plan(""),
        new Task.Download("r", 12, 3),
        new Task.Score("r", 12),
        new Task.Publish("r"));
  }

  private static <T> T again(T value, Class<T> type) throws IOException {
    return Json.read(Json.bytes(value), type, "place");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void tasksComeBackAsTheyWere(Task task) throws IOException {
    assertEquals(task, again(task, Task.class));
    String kind = task.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    String json = new String(Json.bytes(task), UTF_8);
    assertTrue(json.contains("\"task\" : \"" + kind + "\""), json);
    assertFalse(json.contains("group"), json);
  }

  @Test
  void statisticsComeBackAsTheyWere() throws IOException {
    assertEquals(STATS, again(STATS, ShardStats.class));
  }

  @Test
  void runsComeBackAsTheyWere() throws IOException {
    List<Run.Input> inputs = List.of(new Run.Input("b", 2), new Run.Input("a", 1));
    Run run = new Run(FULL, true, inputs, null);
    assertEquals(run, again(run, Run.class));
    Run reported = run.with(Json.MAPPER.createObjectNode().put("seconds", 3));
    assertEquals(reported, again(reported, Run.class));
    assertTrue(run.sameAs(reported));
    assertFalse(run.sameAs(new Run(BARE, true, inputs, null)));
  }

  @Test
  void specsComeBackAsTheyWere() throws IOException {
    assertEquals(FULL, again(FULL, RunSpec.class));
    assertEquals(BARE, again(BARE, RunSpec.class));
  }

  @Test
  void stagesAndSourcesOfPicturesAreLowerCase() throws IOException {
    for (StageName stage : StageName.values()) {
      assertEquals("\"" + stage.label() + "\"\n", new String(Json.bytes(stage), UTF_8));
      assertEquals(stage.label(), stage.label().toLowerCase(Locale.ROOT));
      assertEquals(stage, again(stage, StageName.class));
    }
    for (ImagesFrom images : Arrays.asList(ImagesFrom.values())) {
      assertEquals("\"" + images.label() + "\"\n", new String(Json.bytes(images), UTF_8));
      assertEquals(images, again(images, ImagesFrom.class));
    }
  }

  @Test
  void filesClippedAnywhereAreDamaged() {
    byte[] whole = Json.bytes(STATS);
    for (int length = 0; length < whole.length - 1; length++) {
      byte[] clipped = Arrays.copyOf(whole, length);
      assertThrows(
          IOException.class, () -> Json.read(clipped, ShardStats.class, "x"), "at " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "[]", "{}", "{\"task\":\"mill\"}", "{\"task\":\"plan\",\"run\":\"r\"} {}"})
  void whatIsNoTaskIsDamagedAndTellsWhere(String json) {
    IOException e =
        assertThrows(IOException.class, () -> Json.read(json.getBytes(UTF_8), Task.class, "a/b"));
    assertTrue(String.valueOf(e.getMessage()).startsWith("[a/b] is damaged: "), e::toString);
  }

  @Test
  void statisticsThatLosePairsAreDamaged() {
    String json = new String(Json.bytes(STATS), UTF_8).replace("\"out\" : 1", "\"out\" : 2");
    assertThrows(
        IOException.class, () -> Json.read(json.getBytes(UTF_8), ShardStats.class, "place"));
  }

  @Test
  void twoInputsOfOneNameAreRefused() {
    List<Run.Input> twice = List.of(new Run.Input("a", 1), new Run.Input("a", 2));
    assertThrows(IllegalArgumentException.class, () -> new Run(BARE, true, twice, null));
  }
}
