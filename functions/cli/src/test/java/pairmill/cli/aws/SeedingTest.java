package pairmill.cli.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import pairmill.aws.S3Address;
import pairmill.cli.WrongUseException;
import pairmill.queue.Task;
import pairmill.run.Json;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.store.MemoryStore;

final class SeedingTest {
  @TempDir private Path folder;
  private MemoryStore store;

  @BeforeEach
  void bucket() throws IOException {
    store = new MemoryStore(folder);
    Written.spec(store);
  }

  private static long size(S3Address address) throws IOException {
    if (address.key().contains("missing")) {
      throw new NoSuchFileException(address.toString());
    }
    return address.key().length();
  }

  private Seeding seed(String run, Set<S3Address> addresses, Sent sent)
      throws IOException, InterruptedException {
    return Seeding.of(run, addresses, SeedingTest::size, store, sent);
  }

  private static Set<S3Address> addresses(String... arguments) throws IOException {
    return Seeding.addresses(List.of(arguments), "commoncrawl");
  }

  private static void wrong(String sentence, Executable use) {
    assertEquals(sentence, assertThrows(WrongUseException.class, use).getMessage());
  }

  @Test
  void namesAreTheShortestEndsThatDiffer() throws Exception {
    Sent sent = new Sent();
    Seeding seeding =
        seed("crawl", addresses("x/1/a.wat.gz", "x/2/a.wat.gz", "s3://other/b.wat.gz"), sent);
    assertEquals(
        List.of(
            new Run.Input("1/a.wat.gz", 12, "s3://commoncrawl/x/1/a.wat.gz"),
            new Run.Input("2/a.wat.gz", 12, "s3://commoncrawl/x/2/a.wat.gz"),
            new Run.Input("b.wat.gz", 8, "s3://other/b.wat.gz")),
        seeding.inputs());
    assertEquals(
        List.of(
            new Task.Extract("crawl", "1/a.wat.gz"),
            new Task.Extract("crawl", "2/a.wat.gz"),
            new Task.Extract("crawl", "b.wat.gz"),
            new Task.Plan("crawl")),
        sent.tasks());
    assertEquals(
        """
        Run crawl has 3 archives, 32 B.
        Sent: 3 extract, 1 plan
        """,
        seeding.toString());
  }

  @Test
  void aSecondTimeChangesNothingAndSendsWhatIsLeft() throws Exception {
    Set<S3Address> addresses = addresses("x/a.wat.gz", "x/b.wat.gz");
    seed("crawl", addresses, new Sent());
    store.put(new RunKeys("crawl").extractStats("a.wat.gz"), new byte[1]);
    SortedMap<String, String> before = store.contents();
    Sent sent = new Sent();
    seed("crawl", addresses, sent);
    assertEquals(before, store.contents());
    assertEquals(
        List.of(new Task.Extract("crawl", "b.wat.gz"), new Task.Plan("crawl")), sent.tasks());
  }

  @Test
  void anotherRunOfThatNameIsLeftAlone() throws Exception {
    seed("crawl", addresses("x/a.wat.gz"), new Sent());
    SortedMap<String, String> before = store.contents();
    Sent sent = new Sent();
    wrong(
        "run 'crawl' is there already, with other archives",
        () -> seed("crawl", addresses("x/b.wat.gz"), sent));
    store.put(new RunKeys("may").spec(), Json.bytes(new Run(Written.SPEC, false, List.of(), null)));
    wrong(
        "run 'may' is there already, with other archives",
        () -> seed("may", addresses("x/b.wat.gz"), sent));
    store.delete(new RunKeys("may").spec());
    assertEquals(before, store.contents());
    assertEquals(List.of(), sent.tasks());
  }

  @Test
  void anArchiveThatIsNotThereOpensNothing() {
    SortedMap<String, String> before = store.contents();
    wrong(
        "s3://commoncrawl/missing.wat.gz: no such archive",
        () -> seed("crawl", addresses("a.wat.gz", "missing.wat.gz"), new Sent()));
    assertEquals(before, store.contents());
  }

  @Test
  void listsMayBeGzipped() throws IOException {
    String lines = "# of November\n\ncrawl-data/a.wat.gz\ns3://other/b.wat.gz\n";
    Path plain = Files.writeString(folder.resolve("wat.paths"), lines);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    Path packed = Files.write(folder.resolve("wat.paths.gz"), bytes.toByteArray());
    Set<S3Address> expected =
        Set.of(
            new S3Address("commoncrawl", "crawl-data/a.wat.gz"),
            new S3Address("other", "b.wat.gz"));
    assertEquals(expected, addresses("@" + plain));
    assertEquals(expected, addresses("@" + packed));
  }

  @Test
  void whatNamesNoArchiveIsWrongUse() throws IOException {
    Path text = Files.writeString(folder.resolve("text.gz"), "crawl-data/a.wat.gz\n");
    Path latin = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe9, '\n'});
    Path empty = Files.writeString(folder.resolve("empty"), "# nothing\n");
    wrong(text + ": not gzipped, as its name says", () -> addresses("@" + text));
    wrong(latin + ": a list of archives must be UTF-8", () -> addresses("@" + latin));
    wrong(
        "no name of a run: 'a.warc'; 1 to 100 of A-Z a-z 0-9 . _ -, the first a letter or a digit, and not ending as archives do",
        () -> seed("a.warc", addresses("x/a.warc"), new Sent()));
    wrong("no archive is named", () -> addresses("@" + empty));
    wrong(folder + ": no such list of archives", () -> addresses("@" + folder));
    wrong("INPUT: no archive but a folder: 's3://other/x/'", () -> addresses("s3://other/x/"));
    wrong(
        "INPUT: no address in S3, s3://bucket/key: 'https://a.org/b'",
        () -> addresses("https://a.org/b"));
    wrong(
        "s3://commoncrawl/x//a: no key of a store: 'x//a'",
        () ->
            Seeding.of(
                "crawl",
                addresses("x//a"),
                address -> {
                  throw new IllegalArgumentException("no key of a store: '" + address.key() + "'");
                },
                store,
                new Sent()));
  }
}
