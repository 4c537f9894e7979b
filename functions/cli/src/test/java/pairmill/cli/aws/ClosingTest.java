package pairmill.cli.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.cli.WrongUseException;
import pairmill.queue.Task;
import pairmill.store.MemoryStore;

final class ClosingTest {
  @TempDir private Path folder;
  private MemoryStore store;

  @BeforeEach
  void bucket() throws IOException {
    store = new MemoryStore(folder);
    Written.spec(store);
  }

  @Test
  void closesWhatLiesThereAndSendsWhatIsLeft() throws IOException {
    Written.archive(store, "incoming/november/a.warc.gz", 1_234);
    Written.archive(store, "incoming/november/b.warc.gz", 5);
    Sent sent = new Sent();
    Closing closing = Closing.of("november", store, sent);
    assertEquals(
        """
        Run november is closed.

        archive    bytes
        a.warc.gz  1,234
        b.warc.gz      5

        Sent: 2 extract, 1 plan
        """,
        closing.toString());
    assertFalse(closing.leftOut());
    assertEquals(
        List.of(
            new Task.Extract("november", "a.warc.gz"),
            new Task.Extract("november", "b.warc.gz"),
            new Task.Plan("november")),
        sent.tasks());
  }

  @Test
  void aSecondTimeChangesNothingAndSendsTheSame() throws IOException {
    Written.archive(store, "incoming/november/a.warc.gz", 1);
    Sent first = new Sent();
    Closing.of("november", store, first);
    SortedMap<String, String> before = store.contents();
    Sent second = new Sent();
    Closing.of("november", store, second);
    assertEquals(before, store.contents());
    assertEquals(first.tasks(), second.tasks());
  }

  @Test
  void whatCameTooLateIsNamed() throws IOException {
    Written.archive(store, "incoming/november/a.warc.gz", 1);
    Closing.of("november", store, new Sent());
    Written.archive(store, "incoming/november/late.warc.gz", 1);
    Closing closing = Closing.of("november", store, new Sent());
    assertTrue(closing.leftOut());
    assertTrue(
        closing
            .toString()
            .endsWith(
                """

                Left out, as it came too late or is not named like an archive:
                incoming/november/late.warc.gz
                """),
        closing::toString);
  }

  @Test
  void aRunWithoutArchivesIsWrongUse() {
    Sent sent = new Sent();
    WrongUseException e =
        assertThrows(WrongUseException.class, () -> Closing.of("november", store, sent));
    assertEquals(
        "run 'november' has no archives: none lies under incoming/november/", e.getMessage());
    assertEquals(List.of(), sent.tasks());
  }
}
