package pairmill.cli.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.aws.QueueCounts;
import pairmill.cli.WrongUseException;
import pairmill.run.RunKeys;
import pairmill.stage.Runs;
import pairmill.store.MemoryStore;

final class RunStatusTest {
  private static final SortedMap<String, QueueCounts> QUEUES =
      new TreeMap<>(
          Map.of(
              "dataset", new QueueCounts(0, 0, 0),
              "download", new QueueCounts(1_200, 8, 0),
              "extract", new QueueCounts(0, 0, 2)));

  @TempDir private Path folder;
  private MemoryStore store;

  @BeforeEach
  void bucket() throws IOException {
    store = new MemoryStore(folder);
    Written.spec(store);
  }

  @Test
  void tellsTasksAndPairsSoFar() throws Exception {
    Written.halfDone(store, "november");
    assertEquals(
        """
        Run november, closed, planned, not published

        stage     tasks done  in  out  refused
        extract       2 of 2  56   50  NO_ALT 6
        plan          1 of 1  50   40  DUPLICATE 10
        download      1 of 2  30   27  HTTP_STATUS 3
        score         1 of 2  25   25
        publish       0 of 1   0    0

        queue     waiting  in flight  dead
        dataset         0          0     0
        download    1,200          8     0
        extract         0          0     2
        """,
        RunStatus.of("november", store, QUEUES).toString());
  }

  @Test
  void ofARunThatGrowsNobodyKnowsHowManyThereWillBe() throws Exception {
    Written.archive(store, "incoming/november/a.warc.gz", 1);
    new Runs(store).arrived("incoming/november/a.warc.gz");
    String status = RunStatus.of("november", store, QUEUES).toString();
    assertTrue(
        status.startsWith(
            """
            Run november, not closed, not planned, not published

            stage     tasks done  in  out  refused
            extract            0   0    0
            plan          0 of 1   0    0
            download           0   0    0
            score              0   0    0
            publish       0 of 1   0    0
            """),
        status);
  }

  @Test
  void aRunThatIsNotThereIsWrongUse() {
    for (String name : List.of("december", "../november")) {
      WrongUseException e =
          assertThrows(WrongUseException.class, () -> RunStatus.of(name, store, QUEUES));
      assertEquals("no run '" + name + "' here", e.getMessage());
    }
  }

  @Test
  void withoutANameItListsWhatIsUnfinished() throws Exception {
    assertEquals(
        """
        No run is unfinished.

        queue     waiting  in flight  dead
        dataset         0          0     0
        download    1,200          8     0
        extract         0          0     2
        """,
        Overview.of(store, QUEUES).toString());
    for (String run : List.of("april", "may")) {
      Written.archive(store, "incoming/" + run + "/a.warc.gz", 1);
      new Runs(store).arrived("incoming/" + run + "/a.warc.gz");
    }
    new Runs(store).close("may");
    store.put("unfinished/june", new byte[0]);
    store.put("unfinished/july", new byte[0]);
    Written.halfDone(store, "july");
    store.put("unfinished/march", new byte[0]);
    Written.run(store, "march");
    store.put(new RunKeys("march").manifest(), new byte[1]);
    assertEquals(
        """
        run    is         archives extracted  shards downloaded  shards scored
        april  growing                     0                  0              0
        july   planned                     2                  1              1
        june   opening                     0                  0              0
        march  published                   0                  0              0
        may    closed                      0                  0              0
        """,
        Overview.of(store, new TreeMap<>())
            .toString()
            .replace("\nqueue  waiting  in flight  dead\n", ""));
  }
}
