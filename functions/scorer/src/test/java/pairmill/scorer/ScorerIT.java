package pairmill.scorer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.Skipped;
import pairmill.aws.S3Store;
import pairmill.aws.SqsOutbox;
import pairmill.onnx.OnnxScorer;
import pairmill.parquet.ParquetFiles;
import pairmill.queue.Task;
import pairmill.run.Json;
import pairmill.run.RunKeys;
import pairmill.score.ScorerSpec;
import pairmill.shard.ShardStats;
import pairmill.stage.Ports;
import pairmill.stage.Progress;
import pairmill.stage.Score;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The packaged scorer as a process, against an emulator of AWS, with the model of
/// `models/clip-test-double`.
class ScorerIT {
  private static final String RUN = "r";
  private static final RunKeys KEYS = new RunKeys(RUN);

  /// Samples that take a second or more on one core.
  private static final int LONG = 1_500;

  @TempDir Path folder;
  private SqsClient sqs;
  private S3Store store;
  private Map<String, String> settings;
  private String scoreQueue;
  private String datasetQueue;
  private String deadQueue;

  @BeforeAll
  static void needsAnEmulatorAndAPackage() {
    Emulator.needed(ScorerIT.class);
    assumeTrue(
        System.getProperty("pairmill.scorer.app") != null,
        () -> Skipped.because("ScorerIT: runs when the scorer is packaged, by 'mvnw verify'"));
  }

  @BeforeEach
  void open() throws Exception {
    sqs = Emulator.aws().sqs();
    deadQueue = Emulator.newQueue(sqs, Map.of());
    String policy =
        "{\"deadLetterTargetArn\": \"%s\", \"maxReceiveCount\": 2}"
            .formatted(Emulator.attribute(sqs, deadQueue, QueueAttributeName.QUEUE_ARN));
    scoreQueue = Emulator.newQueue(sqs, Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
    datasetQueue = Emulator.newQueue(sqs, Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
    String bucket = Emulator.newBucket();
    store = Emulator.store(bucket, folder);
    Path models = Files.createDirectory(folder.resolve("models"));
    settings = new HashMap<>();
    settings.put("PAIRMILL_BUCKET", bucket);
    settings.put("PAIRMILL_QUEUES_SCORE", scoreQueue);
    settings.put("PAIRMILL_QUEUES_DATASET", datasetQueue);
    settings.put("PAIRMILL_MODEL", TestDouble.FOLDER.toAbsolutePath().toString());
    settings.put("PAIRMILL_MODELS", models.toString());
    settings.put("PAIRMILL_THREADS", "1");
    settings.put("PAIRMILL_DOLLARS_PER_HOUR", "3600");
    settings.put("AWS_REGION", Emulator.REGION);
    settings.put("AWS_ENDPOINT_URL", String.valueOf(Emulator.ENDPOINT));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    sqs.close();
  }

  private ScorerProcess start(String... more) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return ScorerProcess.start(folder, all);
  }

  private void send(int... shards) throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (int shard : shards) {
      tasks.add(new Task.Score(RUN, shard));
    }
    new SqsOutbox(sqs, Map.of(Task.Score.class, scoreQueue)).send(tasks);
  }

  private boolean scored(int shard) throws IOException {
    return store.exists(KEYS.scoreStats(shard));
  }

  private int visible(String queue) {
    return Integer.parseInt(
        Emulator.attribute(sqs, queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  private int hidden(String queue) {
    return Integer.parseInt(
        Emulator.attribute(
            sqs, queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  private boolean empty() {
    return visible(scoreQueue) == 0 && hidden(scoreQueue) == 0;
  }

  /// The bodies that wait in a queue, taken out of it.
  private List<String> drain(String queue) {
    List<String> bodies = new ArrayList<>();
    while (true) {
      List<Message> some =
          sqs.receiveMessage(m -> m.queueUrl(queue).maxNumberOfMessages(10)).messages();
      if (some.isEmpty()) {
        return bodies;
      }
      for (Message message : some) {
        bodies.add(message.body());
        sqs.deleteMessage(m -> m.queueUrl(queue).receiptHandle(message.receiptHandle()));
      }
    }
  }

  private Map<String, byte[]> objects() throws IOException {
    Map<String, byte[]> objects = new HashMap<>();
    for (String key : store.list("runs/")) {
      objects.put(key, store.read(key));
    }
    return objects;
  }

  // The log stands last: a report may show no more than the first line.
  private static void ended(int code, ScorerProcess scorer) throws Exception {
    int ended = scorer.end();
    assertEquals(code, ended, () -> "ended with " + ended + ":\n" + scorer.log());
  }

  private static void working(ScorerProcess scorer) throws Exception {
    scorer.await(
        "the first samples", () -> scorer.metric("pairmill_samples_total{outcome=\"kept\"}") > 0);
  }

  @Test
  void aShardIsScoredAsTheStageScoresIt() throws Exception {
    DrawnShard.run(store, RUN, TestDouble.spec());
    DrawnShard.write(store, RUN, 0, 100);
    send(0);
    try (ScorerProcess scorer = start()) {
      scorer.await("readiness", () -> scorer.status("/q/health/ready") == 200);
      scorer.await("an empty queue", () -> scored(0) && empty());
      assertEquals(200, scorer.status("/q/health/live"));
      assertEquals(1, scorer.metric("pairmill_tasks_total{outcome=\"done\"}"));
      assertEquals(0, scorer.metric("pairmill_tasks_in_flight"));
      assertEquals(
          100,
          scorer.metric("pairmill_samples_total{outcome=\"kept\"}")
              + scorer.metric("pairmill_samples_total{outcome=\"refused\"}"));
      for (String phase : List.of("read", "prepare", "infer", "write")) {
        assertTrue(scorer.metric("pairmill_seconds_total{phase=\"" + phase + "\"}") > 0, phase);
      }
      scorer.terminate();
      ended(0, scorer);
    }
    assertEquals(List.of("{\"task\":\"publish\",\"run\":\"r\"}"), drain(datasetQueue));
    ShardStats stats =
        Json.read(store.read(KEYS.scoreStats(0)), ShardStats.class, KEYS.scoreStats(0));
    assertEquals(100, stats.in());
    assertTrue(stats.cost().dollars() > stats.seconds() * 0.49, stats.cost().toString());

    byte[] rows = store.read(KEYS.rows(0));
    store.delete(KEYS.scoreStats(0));
    store.delete(KEYS.rows(0));
    try (OnnxScorer model = TestDouble.open()) {
      Ports ports = new Ports(store, new ParquetFiles(), Progress.NONE, InstantSource.system());
      new Score(ports, model, 1).run(new Task.Score(RUN, 0));
    }
    assertArrayEquals(store.read(KEYS.rows(0)), rows);
  }

  @Test
  void aSecondDeliveryChangesNothingAndTellsTheSame() throws Exception {
    DrawnShard.run(store, RUN, TestDouble.spec());
    DrawnShard.write(store, RUN, 0, 20);
    send(0);
    try (ScorerProcess scorer = start()) {
      scorer.await("the shard", () -> scored(0) && empty());
      Map<String, byte[]> before = objects();
      drain(datasetQueue);
      send(0);
      scorer.await(
          "the second task", () -> scorer.metric("pairmill_tasks_total{outcome=\"done\"}") == 2);
      Map<String, byte[]> after = objects();
      assertEquals(before.keySet(), after.keySet());
      before.forEach((key, bytes) -> assertArrayEquals(bytes, after.get(key), key));
      assertEquals(List.of("{\"task\":\"publish\",\"run\":\"r\"}"), drain(datasetQueue));
      scorer.terminate();
      ended(0, scorer);
    }
  }

  @Test
  void whatIsInHandIsFinishedOnSigtermAndTheRestIsLeft() throws Exception {
    DrawnShard.run(store, RUN, TestDouble.spec());
    for (int shard = 0; shard < 4; shard++) {
      DrawnShard.write(store, RUN, shard, LONG);
    }
    send(0, 1, 2, 3);
    try (ScorerProcess scorer = start()) {
      working(scorer);
      scorer.terminate();
      ended(0, scorer);
    }
    int done = 0;
    for (int shard = 0; shard < 4; shard++) {
      done += scored(shard) ? 1 : 0;
    }
    assertTrue(done >= 1 && done <= 3, done + " done");
    assertEquals(4 - done, visible(scoreQueue));
    assertEquals(0, hidden(scoreQueue));
    assertEquals(done, drain(datasetQueue).size());
  }

  @Test
  void whatIsNotFinishedInTheStopTimeIsReleasedUncommitted() throws Exception {
    DrawnShard.run(store, RUN, TestDouble.spec());
    DrawnShard.write(store, RUN, 0, 6 * LONG);
    send(0);
    try (ScorerProcess scorer = start("PAIRMILL_STOP_TIME", "1s")) {
      working(scorer);
      scorer.terminate();
      ended(0, scorer);
      assertFalse(scored(0), () -> "it was finished:\n" + scorer.log());
      assertEquals(
          List.of(1, 0),
          List.of(visible(scoreQueue), hidden(scoreQueue)),
          () -> "it was not released:\n" + scorer.log());
    }
    assertEquals(List.of(), drain(datasetQueue));
  }

  @Test
  void anotherFinishesWhatAKilledOneHeld() throws Exception {
    DrawnShard.run(store, RUN, TestDouble.spec());
    DrawnShard.write(store, RUN, 0, LONG);
    send(0);
    try (ScorerProcess killed = start("PAIRMILL_VISIBILITY", "4s")) {
      working(killed);
      killed.kill();
      killed.end();
    }
    assertFalse(scored(0));
    try (ScorerProcess other = start("PAIRMILL_VISIBILITY", "4s")) {
      other.await("the shard", () -> scored(0) && empty());
      other.terminate();
      ended(0, other);
    }
    assertEquals(1, drain(datasetQueue).size());
    assertEquals(0, visible(deadQueue));
  }

  @Test
  void aRunThatAsksForAnotherScorerIsSetAsideAndTheRestGoesOn() throws Exception {
    ScorerSpec own = TestDouble.spec();
    DrawnShard.run(
        store, "other", new ScorerSpec("other", own.runtime(), own.thresholds(), own.models()));
    DrawnShard.write(store, "other", 0, 5);
    DrawnShard.run(store, RUN, own);
    DrawnShard.write(store, RUN, 0, 5);
    new SqsOutbox(sqs, Map.of(Task.Score.class, scoreQueue))
        .send(List.of(new Task.Score("other", 0)));
    try (ScorerProcess scorer = start()) {
      scorer.await("a dead letter", () -> visible(deadQueue) == 1);
      send(0);
      scorer.await("the shard", () -> scored(0) && empty());
      assertEquals(2, scorer.metric("pairmill_tasks_total{outcome=\"failed\"}"));
      assertTrue(scorer.log().contains("the run asks for"), scorer.log());
      scorer.terminate();
      ended(0, scorer);
    }
    assertFalse(store.exists(new RunKeys("other").scoreStats(0)));
  }

  @Test
  void aWrongSettingEndsItAtOnceWithOneSentence() throws Exception {
    try (ScorerProcess scorer = start("PAIRMILL_VISIBILITY", "soon")) {
      ended(2, scorer);
      assertTrue(
          scorer
              .log()
              .contains("pairmill.visibility (PAIRMILL_VISIBILITY) must be 1s to 12h, not 'soon'"),
          scorer.log());
      assertFalse(scorer.log().contains("Exception"), scorer.log());
    }
  }
}
