package pairmill.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.download.Fetch;
import pairmill.download.FetchResult;
import pairmill.download.Fetched;
import pairmill.pair.Outcome;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.queue.Task;
import pairmill.row.Row;
import pairmill.row.RowSource;
import pairmill.row.Tables;
import pairmill.run.ImagesFrom;
import pairmill.run.Json;
import pairmill.run.Run;
import pairmill.run.RunSpec;
import pairmill.shard.ShardStats;
import pairmill.shard.TarReader;
import pairmill.store.LocalFile;
import pairmill.store.MemoryStore;

class DownloadTest {
  private static final Task TASK = new Task.Download("r", 0, 0);
  private static final String OK = "http://ok.example/ok/1";

  private static final String REMOVALS =
      "# a comment\n\n"
          + BodyHashes.of(address(Reason.REMOVED_PICTURE).getBytes(UTF_8))
              .md5()
              .toUpperCase(Locale.ROOT);

  @TempDir private Path folder;

  private static String address(Reason reason) {
    return "http://a.example/" + reason + "/2";
  }

  static Stream<Reason> reasons() {
    return Arrays.stream(Reason.values()).filter(reason -> reason.stage() == StageName.DOWNLOAD);
  }

  private MemoryStore planned(RunSpec spec, String... urls) throws Exception {
    MemoryStore store =
        SmallRun.seeded(folder, spec, new TreeMap<>(Map.of("a.warc", List.of(urls))));
    store.put(SmallRun.KEYS.removals(), REMOVALS.getBytes(UTF_8));
    SmallRun.stages(store).run(new Task.Plan("r"));
    return store;
  }

  private static ShardStats download(MemoryStore store) throws Exception {
    assertEquals(List.of(new Task.Score("r", 0)), SmallRun.stages(store).run(TASK));
    String key = SmallRun.KEYS.downloadStats(0);
    return Json.read(store.read(key), ShardStats.class, key);
  }

  private static List<Row> samples(MemoryStore store) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (LocalFile file = store.local(SmallRun.KEYS.samples(0));
        RowSource<Row> source = SmallRun.TABLES.open(file.path(), Tables.SAMPLES)) {
      for (Row row = source.next(); row != null; row = source.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void aRefusedPictureIsARowWithItsReasonAndIsInNoTar(Reason reason) throws Exception {
    String url = address(reason);
    RunSpec spec = SmallRun.spec(ImagesFrom.WEB, null, true, "the hash of the list");
    MemoryStore store = planned(spec, url, OK);
    ShardStats stats = download(store);
    assertEquals(Map.of(reason, 1L), stats.refused());
    assertEquals(
        reason != Reason.REMOVED_PICTURE,
        stats.examples().toString().contains(url),
        "what is removed is counted, not listed");
    assertEquals(1, stats.out());
    Row refused = samples(store).getFirst();
    assertEquals(url, refused.pair().url());
    assertEquals(reason, refused.refusal());
    assertNull(refused.picture());
    assertEquals("robots.txt", refused.evidence().getFirst().signal());
    try (TarReader tar = new TarReader(store.open(SmallRun.KEYS.tar(0)))) {
      assertThrows(IOException.class, () -> tar.read(refused.key() + ".jpg"));
    }
  }

  @Test
  void removalListIsReadOnceForAllShards() throws Exception {
    String removed = address(Reason.REMOVED_PICTURE);
    RunSpec spec = SmallRun.spec(ImagesFrom.WEB, null, false, "the hash of the list");
    MemoryStore store =
        planned(spec, removed, OK + 1, OK + 2, OK + 3, "http://z.example/REMOVED_PICTURE/2");
    store.put(
        SmallRun.KEYS.removals(),
        (BodyHashes.of(removed.getBytes(UTF_8)).sha256() + "\nz.example\n").getBytes(UTF_8));
    Stages stages = SmallRun.stages(store);
    stages.run(TASK);
    store.delete(SmallRun.KEYS.removals());
    stages.run(new Task.Download("r", 1, 1));
    for (int shard = 0; shard < 2; shard++) {
      String key = SmallRun.KEYS.downloadStats(shard);
      ShardStats stats = Json.read(store.read(key), ShardStats.class, key);
      assertEquals(Map.of(Reason.REMOVED_PICTURE, 1L), stats.refused());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://away.example/x.jpg", "away.example", "Away.EXAMPLE.", "other.org"})
  void picturesThatWereMovedToARemovedPlaceAreRemoved(String removal) throws Exception {
    RunSpec spec = SmallRun.spec(ImagesFrom.WEB, null, false, "the hash of the list");
    MemoryStore store = planned(spec, OK);
    store.put(SmallRun.KEYS.removals(), removal.getBytes(UTF_8));
    Fetch moved =
        pair ->
            new FetchResult(
                Outcome.kept(
                    new Fetched(OK.getBytes(UTF_8), "http://away.example/x.jpg", FakePictures.AT)),
                List.of());
    new Download(SmallRun.ports(store), (name, run) -> moved, new FakePictures(), 1)
        .run(new Task.Download("r", 0, 0));
    assertEquals(
        removal.equals("other.org") ? null : Reason.REMOVED_PICTURE,
        samples(store).getFirst().refusal());
  }

  @Test
  void aTarHasPictureCaptionAndRowOfEachSample() throws Exception {
    MemoryStore store = planned(SmallRun.SCORED, OK);
    download(store);
    Row row = samples(store).getFirst();
    try (TarReader tar = new TarReader(store.open(SmallRun.KEYS.tar(0)))) {
      assertArrayEquals((FakePictures.MARK + OK).getBytes(UTF_8), tar.read(row.key() + ".jpg"));
      assertArrayEquals("caption 0".getBytes(UTF_8), tar.read(row.key() + ".txt"));
      byte[] json = tar.read(row.key() + ".json");
      assertEquals(OK, Json.MAPPER.readTree(json).path("url").asText());
      assertEquals("success", Json.MAPPER.readTree(json).path("status").asText());
    }
  }

  @Test
  void picturesThatNobodyNeedsAreNotStored() throws Exception {
    MemoryStore store = planned(SmallRun.spec(ImagesFrom.WEB, null, false, null), OK);
    ShardStats stats = download(store);
    assertEquals(OK.length(), stats.count("bytes"));
    assertTrue(samples(store).getFirst().picture() != null);
    assertTrue(store.list("").stream().noneMatch(key -> key.endsWith(".tar")));
  }

  @Test
  void nothingIsFetchedInARunWithoutPictures() throws Exception {
    MemoryStore store =
        planned(SmallRun.spec(ImagesFrom.NONE, null, false, null), "http://a.example/TIMED_OUT/1");
    ShardStats stats = download(store);
    assertEquals(1, stats.out());
    assertEquals(0, stats.count("bytes"));
    assertEquals(List.of(), samples(store).getFirst().evidence());
  }

  @Test
  void noOtherDecoderReadsTheRunsPictures() throws Exception {
    MemoryStore store = planned(SmallRun.SCORED, OK);
    RunSpec spec = SmallRun.SCORED;
    RunSpec other =
        new RunSpec(
            spec.software(),
            spec.rules(),
            spec.images(),
            "another decoder",
            spec.scorer(),
            spec.detector(),
            spec.buckets(),
            spec.hostCap(),
            spec.maxBytes(),
            spec.keepImages(),
            spec.keepEmbeddings(),
            spec.removals(),
            spec.suspicious());
    new Run(other, true, List.of(new Run.Input("a.warc", 1)), null).write(store, SmallRun.KEYS);
    SortedMap<String, String> before = store.contents();
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SmallRun.stages(store).run(TASK));
    assertEquals(
        "the run asks for the decoder 'another decoder', and there is 'fake decoder'",
        e.getMessage());
    assertEquals(before, store.contents());
  }

  @Test
  void aFailingMachineCommitsNothing() throws Exception {
    MemoryStore store = planned(SmallRun.SCORED, OK);
    Fetch noRoute =
        pair -> {
          throw new IOException("no route");
        };
    Stage<Task.Download> broken =
        new Download(SmallRun.ports(store), (name, run) -> noRoute, new FakePictures(), 1);
    SortedMap<String, String> before = store.contents();
    assertThrows(IOException.class, () -> broken.run(new Task.Download("r", 0, 0)));
    assertEquals(before, store.contents());
  }
}
