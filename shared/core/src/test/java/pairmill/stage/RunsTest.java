package pairmill.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.queue.Task;
import pairmill.run.ImagesFrom;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.run.RunSpec;
import pairmill.store.Digest;
import pairmill.store.MemoryStore;

class RunsTest {
  private static final Task A = new Task.Extract("r", "a.warc");
  private static final Task B = new Task.Extract("r", "b.warc");
  private static final Task PLAN = new Task.Plan("r");

  @TempDir private Path folder;
  private MemoryStore store;
  private Runs runs;

  @BeforeEach
  void open() throws IOException {
    store = new MemoryStore(folder);
    runs = new Runs(store);
    runs.configure(SmallRun.SCORED, null, null);
  }

  private void put(String key) throws IOException {
    store.put(key, key.getBytes(UTF_8));
  }

  private Run read() throws IOException {
    return Run.read(store, SmallRun.KEYS);
  }

  private static String sentence(Callable<?> call) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, call::call).getMessage());
  }

  @Test
  void theFirstArchiveOpensItsRunAndEachIsExtracted() throws Exception {
    put("incoming/r/a.warc");
    put("incoming/r/b.warc");
    assertEquals(List.of(A), runs.arrived("incoming/r/a.warc"));
    assertEquals(new Run(SmallRun.SCORED, false, List.of(), null), read());
    SortedMap<String, String> before = store.contents();
    assertEquals(List.of(B), runs.arrived("incoming/r/b.warc"));
    assertEquals(List.of(A), runs.arrived("incoming/r/a.warc"));
    assertEquals(before, store.contents());
  }

  @Test
  void aRunKeepsTheSpecItWasOpenedWith() throws Exception {
    put("incoming/r/a.warc");
    runs.arrived("incoming/r/a.warc");
    RunSpec other = SmallRun.spec(ImagesFrom.NONE, null, false, null);
    runs.configure(other, null, null);
    runs.arrived("incoming/r/a.warc");
    assertEquals(SmallRun.SCORED, runs.close("r").run().spec());
    put("incoming/next/a.warc");
    assertEquals(other, runs.close("next").run().spec());
  }

  @Test
  void noRunIsOpenedUnlessSomethingSaysWhatItIsMadeBy() throws Exception {
    put("incoming/r/a.warc");
    store.delete(Runs.SPEC);
    IOException e = assertThrows(IOException.class, () -> runs.arrived("incoming/r/a.warc"));
    assertEquals(
        "[spec.json] is not there: nothing says what runs are made by; see 'configure'",
        e.getMessage());
    assertEquals(List.of("incoming/r/a.warc"), store.list(""));
  }

  @Test
  void aLoneArchiveIsARunThatIsClosed() throws Exception {
    put("incoming/a b.warc");
    List<Task> next = runs.arrived("incoming/a b.warc");
    String name = next.getFirst().run();
    assertEquals(List.of(new Task.Extract(name, "a b.warc")), next);
    Run run = Run.read(store, new RunKeys(name));
    assertEquals(new Run(SmallRun.SCORED, true, List.of(new Run.Input("a b.warc", 17)), null), run);
    SortedMap<String, String> before = store.contents();
    assertEquals(next, runs.arrived("incoming/a b.warc"));
    assertEquals(before, store.contents());
    assertThrows(NoSuchFileException.class, () -> runs.arrived("incoming/gone.warc"));
    assertEquals(before, store.contents());
  }

  @Test
  void closingListsWhatLiesThereWithItsSize() throws Exception {
    put("incoming/r/b.warc");
    put("incoming/r/a.warc");
    put("incoming/rest/c.warc");
    put("incoming/r/deeper/d.warc");
    Runs.Closed closed = runs.close("r");
    List<Run.Input> inputs = List.of(new Run.Input("a.warc", 17), new Run.Input("b.warc", 17));
    assertEquals(new Run(SmallRun.SCORED, true, inputs, null), closed.run());
    assertEquals(closed.run(), read());
    assertEquals(List.of(A, B, PLAN), closed.next());
    assertEquals(List.of("incoming/r/deeper/d.warc"), closed.leftOut());
  }

  @Test
  void closingTwiceChangesNothingAndNamesWhatIsStillToDo() throws Exception {
    put("incoming/r/a.warc");
    put("incoming/r/b.warc");
    Runs.Closed first = runs.close("r");
    SortedMap<String, String> before = store.contents();
    assertEquals(first, runs.close("r"));
    assertEquals(before, store.contents());
    new Extract(SmallRun.ports(store), SmallRun::read).run(new Task.Extract("r", "a.warc"));
    assertEquals(List.of(B, PLAN), runs.close("r").next());
  }

  @Test
  void whatArrivesAfterTheClosingIsRefusedAndListed() throws Exception {
    put("incoming/r/a.warc");
    runs.close("r");
    put("incoming/r/late.warc");
    String sentence = sentence(() -> runs.arrived("incoming/r/late.warc"));
    assertEquals(
        "'incoming/r/late.warc' arrived after run 'r' was closed: it is not taken", sentence);
    assertEquals(List.of(A), runs.arrived("incoming/r/a.warc"));
    assertEquals(List.of("incoming/r/late.warc"), runs.close("r").leftOut());
    assertEquals(1, read().inputs().size());
    Extract extract = new Extract(SmallRun.ports(store), SmallRun::read);
    assertEquals(
        "run 'r' is closed, and has no input 'late.warc'",
        sentence(() -> extract.run(new Task.Extract("r", "late.warc"))));
  }

  @Test
  void anArchiveThatWasReplacedAfterTheClosingIsRefused() throws Exception {
    put("incoming/r/a.warc");
    runs.close("r");
    store.put("incoming/r/a.warc", new byte[1]);
    assertEquals(
        "'incoming/r/a.warc' was replaced after run 'r' was closed, when it had 17 bytes: it is not taken",
        sentence(() -> runs.arrived("incoming/r/a.warc")));
  }

  @Test
  void aRunWithoutArchivesIsNotClosed() throws Exception {
    assertEquals(
        "run 'r' has no archives: none lies under incoming/r/", sentence(() -> runs.close("r")));
    assertEquals(List.of(Runs.SPEC), store.list(""));
    put("incoming/r/a.warc");
    runs.arrived("incoming/r/a.warc");
    store.delete("incoming/r/a.warc");
    sentence(() -> runs.close("r"));
    assertFalse(read().closed());
    sentence(() -> runs.close("a.warc"));
    sentence(() -> runs.close("../r"));
  }

  @Test
  void aRunGetsTheListsOfItsSpec() throws Exception {
    byte[] list = "a.example\n".getBytes(UTF_8);
    RunSpec spec = SmallRun.spec(ImagesFrom.WEB, null, false, Digest.sha256(list));
    put("incoming/r/a.warc");
    runs.configure(spec, "another".getBytes(UTF_8), null);
    assertThrows(IOException.class, () -> runs.arrived("incoming/r/a.warc"));
    assertFalse(store.exists(SmallRun.KEYS.spec()));
    runs.configure(spec, list, null);
    runs.arrived("incoming/r/a.warc");
    assertEquals("a.example\n", new String(store.read(SmallRun.KEYS.removals()), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void noticesAndClosingsAtOnceLeaveOneRun(long seed) throws Exception {
    List<Callable<Object>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String key = "incoming/r/%d.warc".formatted(i);
      put(key);
      calls.add(() -> runs.arrived(key));
      calls.add(() -> runs.close("r").run());
    }
    Collections.shuffle(calls, new Random(seed));
    List<Object> closings = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Object> call : threads.invokeAll(calls)) {
        if (call.get() instanceof Run run) {
          closings.add(run);
        }
      }
    }
    assertEquals(8, closings.size());
    closings.forEach(run -> assertEquals(closings.getFirst(), run));
    assertEquals(closings.getFirst(), read());
    assertEquals(8, read().inputs().size());
  }

  @Test
  void theProcessMayBeKilledAtAnyCall() throws Exception {
    put("incoming/r/a.warc");
    MemoryStore whole = store.copy();
    Runs.Closed expected = new Runs(whole).close("r");
    boolean reached = true;
    for (int place = 0; reached; place++) {
      for (boolean after : new boolean[] {false, true}) {
        MemoryStore copy = store.copy();
        FaultyStore faulty = new FaultyStore(copy, FaultyStore.Fault.KILL, place, after);
        try {
          new Runs(faulty).arrived("incoming/r/a.warc");
          new Runs(faulty).close("r");
        } catch (FaultyStore.Killed e) {
          // and once more
        }
        reached = faulty.reached();
        assertEquals(expected, new Runs(copy).close("r"), "call " + place);
        assertEquals(whole.contents(), copy.contents(), "call " + place);
      }
    }
    assertTrue(store.list("runs/").isEmpty());
  }
}
