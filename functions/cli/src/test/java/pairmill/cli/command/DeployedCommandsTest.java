package pairmill.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.cli.Software;
import pairmill.cli.demo.SampleArchive;
import pairmill.run.Json;

/// The commands that work on a deployment, against an emulator.
final class DeployedCommandsTest {
  @SuppressWarnings("NullAway.Init") // set by deploy()
  private EmulatedDeployment deployment;

  @TempDir private Path folder;

  @BeforeAll
  static void needsAnEmulator() {
    EmulatedDeployment.needed(DeployedCommandsTest.class);
  }

  @BeforeEach
  void deploy() throws IOException, InterruptedException {
    deployment = EmulatedDeployment.open();
  }

  @AfterEach
  void forget() {
    deployment.close();
  }

  private Invocation run(int code, String command, Object... words) {
    Object[] all = new Object[words.length + 3];
    all[0] = command;
    all[1] = "--store";
    all[2] = deployment.address();
    System.arraycopy(words, 0, all, 3, words.length);
    Invocation run = Invocation.of(all);
    assertEquals(code, run.code(), run.err());
    return run;
  }

  private void configure() {
    run(0, "configure", "--images", "none", "--rules", "raw");
  }

  @Test
  void configureWritesWhatItPrints() throws Exception {
    Invocation run =
        run(0, "configure", "--images", "none", "--rules", "raw", "--buckets", 8, "--keep-images");
    assertEquals(
        """
        Runs that %s opens from now on are made by:

        software    %s
        rules       raw
        languages   none
        images      none
        scorer      none
        buckets     8
        host cap    10,000
        max bytes   20,000,000
        kept        pictures
        removals    none
        suspicious  none

        Kept pictures go when the bucket's lifecycle removes them: copy them before.
        """
            .formatted(deployment.address(), Software.NAME),
        run.out());
    JsonNode spec = Json.MAPPER.readTree(deployment.read("spec.json"));
    assertEquals(8, spec.get("buckets").asInt());
    assertEquals("none", spec.get("images").asText());
  }

  @Test
  void closeSendsTheTasksAndStatusTellsOfThem() throws Exception {
    configure();
    deployment.put("incoming/may/a.warc.gz", "0123456789");
    assertEquals(
        """
        Run may is closed.

        archive    bytes
        a.warc.gz     10

        Sent: 1 extract, 1 plan
        """,
        run(0, "close", "may").out());
    String status = run(0, "status", "may").out();
    assertTrue(
        status.startsWith(
            """
            Run may, closed, not planned, not published

            stage     tasks done  in  out  refused
            extract       0 of 1   0    0
            """),
        status);
    assertTrue(status.contains("\nextract         1          0     0\n"), status);
    assertTrue(run(0, "status").out().contains("\nmay  closed "), status);
    JsonNode json = Json.MAPPER.readTree(run(0, "status", "--json", "may").out());
    assertEquals(1, json.at("/queues/dataset/waiting").asInt(), json.toString());
    assertEquals(1, json.at("/stages/0/known").asInt(), json.toString());
    assertEquals(
        List.of("{\"task\":\"extract\",\"run\":\"may\",\"input\":\"a.warc.gz\"}"),
        deployment.take("extract"));
    assertEquals(List.of("{\"task\":\"plan\",\"run\":\"may\"}"), deployment.take("dataset"));
  }

  @Test
  void aRunWithoutArchivesCannotBeClosed() {
    assertEquals(
        "pairmill close: run 'empty' has no archives: none lies under incoming/empty/\n",
        run(2, "close", "empty").err());
  }

  @Test
  void costAddsUp() throws Exception {
    configure();
    deployment.put("incoming/june/a.warc.gz", "0123456789");
    run(0, "close", "june");
    deployment.take("extract");
    deployment.take("dataset");
    assertTrue(run(0, "cost", "june").out().contains("Nothing is published yet."));
    JsonNode json = Json.MAPPER.readTree(run(0, "cost", "--json", "june").out());
    assertEquals(0, json.at("/total/dollars").asDouble(), json.toString());
    assertEquals(
        "pairmill cost: no run 'july' here\n",
        run(2, "cost", "july").err().replaceAll("See .*\n", ""));
  }

  @Test
  void redriveSendsBackIntoTheSameGroup() throws Exception {
    String first = "{\"task\":\"download\",\"run\":\"r\",\"shard\":1,\"bucket\":2,\"part\":0}";
    String second = "no task\u202e";
    deployment.sendDead("download", first, "bucket:2");
    deployment.sendDead("download", second, "bucket:3");
    String looked = run(0, "redrive", "--dry-run", "download").out();
    assertEquals(
        List.of("2 are set aside of download.", "no task\\u202e", first),
        looked.lines().sorted().toList());
    assertTrue(run(0, "status").out().contains("\ndownload        0          0     2\n"));
    String sent = run(0, "redrive", "download").out();
    assertEquals(
        List.of("2 sent back to download.", "no task\\u202e", first),
        sent.lines().sorted().toList());
    assertEquals("0 sent back to download.\n", run(0, "redrive", "download").out());
    assertEquals(List.of(second, first), deployment.take("download").stream().sorted().toList());
    assertEquals(
        "pairmill redrive: no queue 'plan' here: there are dataset, download, extract, score\n",
        run(2, "redrive", "plan").err());
  }

  @Test
  void redriveOfAStandardQueue() throws Exception {
    for (int i = 0; i < 12; i++) {
      deployment.sendDead("score", "{\"task\":\"score\",\"run\":\"r\",\"shard\":" + i + "}", null);
    }
    String sent = run(0, "redrive", "score").out();
    assertTrue(sent.endsWith("\n12 sent back to score.\n"), sent);
    assertEquals(12, deployment.take("score").size());
  }

  @Test
  void seedSendsPointersAndASecondTimeTheSame() throws Exception {
    configure();
    deployment.put("elsewhere/one/a.warc.gz", "01234");
    deployment.put("elsewhere/two/a.warc.gz", "0123456");
    Object[] words = {
      "--run",
      "crawl",
      "--bucket",
      deployment.bucket(),
      "elsewhere/one/a.warc.gz",
      deployment.address() + "/elsewhere/two/a.warc.gz"
    };
    String said = "Run crawl has 2 archives, 12 B.\nSent: 2 extract, 1 plan\n";
    assertEquals(said, run(0, "seed", words).out());
    String before = deployment.read("runs/crawl/run.json");
    JsonNode inputs = Json.MAPPER.readTree(before).get("inputs");
    assertEquals(
        "[{\"name\":\"one/a.warc.gz\",\"bytes\":5,\"address\":\"%s/elsewhere/one/a.warc.gz\"}"
                .formatted(deployment.address())
            + ",{\"name\":\"two/a.warc.gz\",\"bytes\":7,\"address\":\"%s/elsewhere/two/a.warc.gz\"}]"
                .formatted(deployment.address()),
        inputs.toString());
    assertEquals(
        List.of(
            "{\"task\":\"extract\",\"run\":\"crawl\",\"input\":\"one/a.warc.gz\"}",
            "{\"task\":\"extract\",\"run\":\"crawl\",\"input\":\"two/a.warc.gz\"}"),
        deployment.take("extract").stream().sorted().toList());
    assertEquals(said, run(0, "seed", words).out());
    assertEquals(before, deployment.read("runs/crawl/run.json"));
    deployment.take("extract");
    deployment.take("dataset");
    assertEquals(
        "pairmill seed: run 'crawl' is there already, with other archives\n",
        run(2, "seed", "--run", "crawl", "--bucket", deployment.bucket(), "elsewhere/one/a.warc.gz")
            .err());
    assertEquals(
        "pairmill seed: %s/elsewhere/three.warc.gz: no such archive\n"
            .formatted(deployment.address()),
        run(2, "seed", "--run", "other", "--bucket", deployment.bucket(), "elsewhere/three.warc.gz")
            .err());
  }

  @Test
  void anArchiveInS3IsReadAsOneHereIs() throws Exception {
    Path archive = folder.resolve("sample.warc.gz");
    SampleArchive.write(archive);
    deployment.put("archives/sample.warc.gz", HttpRequest.BodyPublishers.ofFile(archive));
    String address = deployment.address() + "/archives/sample.warc.gz";
    Invocation here = Invocation.of("extract", "--out", "-", "--quiet", archive);
    Invocation there = Invocation.of("extract", "--out", "-", "--quiet", address);
    assertEquals(here, there);
    Invocation missing = Invocation.of("extract", "--out", "-", address + ".gz");
    assertEquals("pairmill extract: " + address + ".gz: no such object\n", missing.err());
    assertEquals(2, missing.code());
  }

  private Invocation mill(int code, Object... more) throws IOException {
    Path archive = folder.resolve("sample.warc.gz");
    if (!Files.exists(archive)) {
      SampleArchive.write(archive);
    }
    List<Object> words =
        new ArrayList<>(
            List.of("run", "--rules", "raw", "--images", "archive", "--quiet", "--keep-images"));
    words.addAll(List.of(more));
    words.add(archive);
    Invocation run = Invocation.of(words.toArray());
    assertEquals(code, run.code(), run.err());
    return run;
  }

  @Test
  void aRunInS3MakesTheSameBytesAndGoesOn() throws Exception {
    String store = deployment.address() + "/runs/here";
    Path out = folder.resolve("out");
    mill(1, "--scorer", TestDouble.FOLDER, "--out", out);
    String manifest = Files.readString(out.resolve("dataset/manifest.json"));
    Invocation first = mill(1, "--scorer", "none", "--store", store);
    assertTrue(first.out().contains("\nDataset: " + store + "/dataset\n"), first.out());
    assertTrue(
        mill(1, "--scorer", "none", "--store", store)
            .err()
            .startsWith("Nothing to do: " + store + " holds the dataset of these inputs.\n"));
    Invocation score =
        Invocation.of("score", "--scorer", TestDouble.FOLDER, "--quiet", "--store", store);
    assertEquals(1, score.code(), score.err());
    assertEquals(manifest, deployment.read("runs/here/dataset/manifest.json"));
    assertEquals(1, Invocation.of("publish", "--store", store).code());
    assertEquals(manifest, deployment.read("runs/here/dataset/manifest.json"));
    assertEquals(
        "pairmill run: %s holds another run; choose another --out, or --fresh to remove that run"
            .formatted(store),
        mill(2, "--host-cap", 5, "--scorer", "none", "--store", store)
            .err()
            .lines()
            .findFirst()
            .orElse(""));
    mill(1, "--scorer", TestDouble.FOLDER, "--store", store, "--fresh");
    assertEquals(manifest, deployment.read("runs/here/dataset/manifest.json"));
    assertEquals(
        "pairmill run: %s: no run to resume here\n".formatted(store + "2"),
        mill(2, "--resume", "--scorer", "none", "--store", store + "2").err());
  }

  @Test
  void aBucketThatIsNotThereIsOneSentence() {
    Invocation run = Invocation.of("status", "--store", deployment.address() + "x");
    assertEquals(3, run.code());
    assertEquals(1, run.err().lines().count(), run.err());
  }
}
