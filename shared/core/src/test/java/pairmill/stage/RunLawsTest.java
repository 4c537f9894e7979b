package pairmill.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.dataset.Funnel;
import pairmill.dataset.Manifest;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.row.Row;
import pairmill.run.ImagesFrom;
import pairmill.run.RunSpec;
import pairmill.score.ScorerSpec;
import pairmill.score.Scores;
import pairmill.shard.TarReader;
import pairmill.store.MemoryStore;

/// A whole run from plan to publish.
class RunLawsTest {
  @TempDir private Path folder;

  private MemoryStore worked(RunSpec spec) throws IOException, InterruptedException {
    MemoryStore store = SmallRun.seeded(folder, spec, SmallRun.URLS);
    assertEquals(List.of(), SmallRun.work(store));
    return store;
  }

  private static Funnel.Step step(StageName stage, long in, long out, Map<Reason, Long> refused) {
    return new Funnel.Step(stage, in, out, new TreeMap<>(refused), null);
  }

  @Test
  void everyPairIsPublishedOrRefusedForAReason() throws Exception {
    Manifest manifest = SmallRun.manifest(worked(SmallRun.SCORED));
    Funnel expected =
        new Funnel(
            List.of(
                step(StageName.EXTRACT, 22, 12, Map.of(Reason.NO_ALT, 10L)),
                step(StageName.PLAN, 12, 11, Map.of(Reason.DUPLICATE, 1L)),
                step(
                    StageName.DOWNLOAD,
                    11,
                    8,
                    Map.of(Reason.TIMED_OUT, 2L, Reason.IMAGE_BROKEN, 1L)),
                step(StageName.SCORE, 8, 7, Map.of(Reason.LOW_SIMILARITY, 1L)),
                step(StageName.PUBLISH, 7, 7, Map.of())));
    assertEquals(expected, manifest.funnel());
    assertEquals(7, manifest.rows());
    assertEquals(6, manifest.records());
    assertEquals(4, manifest.pages());
  }

  @Test
  void theManifestNamesEveryFileOfTheDatasetButItself() throws Exception {
    MemoryStore store = worked(SmallRun.SCORED);
    String dataset = SmallRun.KEYS.dataset("");
    List<String> named =
        SmallRun.manifest(store).files().stream().map(f -> dataset + f.name()).sorted().toList();
    List<String> stored =
        store.contents().keySet().stream()
            .filter(key -> key.startsWith(dataset) && !key.equals(SmallRun.KEYS.manifest()))
            .toList();
    assertEquals(stored, named);
    for (Manifest.File file : SmallRun.manifest(store).files()) {
      byte[] bytes = store.read(dataset + file.name());
      assertEquals(BodyHashes.of(bytes).sha256(), file.sha256());
      assertEquals(bytes.length, file.bytes());
    }
  }

  @Test
  void rowsKeepWhatEachStageSaw() throws Exception {
    MemoryStore store = worked(SmallRun.SCORED);
    Row kept = SmallRun.row(store, FakePublisher.KEPT, "http://one.example/ok/1");
    assertEquals("a.warc", kept.pair().provenance().archiveFile());
    assertEquals(0.23, kept.scores().similarity());
    assertEquals(80, kept.picture() == null ? 0 : kept.picture().width());
    Row low = SmallRun.row(store, FakePublisher.REJECTED, "http://two.example/LOW_SIMILARITY/6");
    assertEquals(Reason.LOW_SIMILARITY, low.refusal());
    assertEquals("similarity 0.0500, below 0.1", low.errorMessage());
    assertEquals(0.05, low.scores().similarity());
    Row late = SmallRun.row(store, FakePublisher.REJECTED, "http://one.example/TIMED_OUT/3");
    assertEquals(Reason.TIMED_OUT, late.refusal());
    assertEquals("robots.txt", late.evidence().getFirst().signal());
    assertNull(late.picture());
    assertEquals(Scores.NONE, late.scores());
  }

  @Test
  void picturesAreKeptOrDiscardedAsTheRunAsks() throws Exception {
    assertTrue(worked(SmallRun.SCORED).exists(SmallRun.KEYS.tar(0)));
    RunSpec discarding = SmallRun.spec(ImagesFrom.WEB, FakePictures.SCORER, false, null);
    MemoryStore store = worked(discarding);
    assertEquals(7, SmallRun.manifest(store).rows());
    assertTrue(store.list("").stream().noneMatch(key -> key.endsWith(".tar")));
  }

  @Test
  void unsafePicturesAreInNothingThatIsKept() throws Exception {
    SortedMap<String, List<String>> urls =
        new TreeMap<>(
            Map.of(
                "a.warc", List.of("http://a.example/ok/1", "http://a.example/UNSAFE/2"),
                "b.warc", List.of("http://a.example/ok/3")));
    MemoryStore store = SmallRun.seeded(folder, SmallRun.SUSPICIOUS, urls);
    store.put(SmallRun.KEYS.suspicious(), SmallRun.SUSPICIOUS_TEXTS);
    SmallRun.work(store, urls);
    Manifest manifest = SmallRun.manifest(store);
    assertEquals(Map.of(Reason.UNSAFE, 1L), manifest.funnel().stages().get(3).refused());
    for (String key : store.list("")) {
      if (!key.contains("extract/") && !key.contains("plan/") && !key.contains("parquet")) {
        String bytes = new String(store.read(key), UTF_8);
        assertFalse(bytes.contains("http://a.example/UNSAFE/2"), key);
      }
    }
    try (TarReader tar = new TarReader(store.open(SmallRun.KEYS.tar(0)))) {
      assertEquals(
          FakePictures.MARK + "http://a.example/ok/3",
          new String(tar.read("000000002.jpg"), UTF_8));
    }
  }

  @Test
  void aShardWhoseUnsafePicturesAreGoneCanBeScoredAgain() throws Exception {
    SortedMap<String, List<String>> urls =
        new TreeMap<>(
            Map.of("a.warc", List.of("http://a.example/ok/1", "http://a.example/UNSAFE/2")));
    MemoryStore store = SmallRun.seeded(folder, SmallRun.SUSPICIOUS, urls);
    store.put(SmallRun.KEYS.suspicious(), SmallRun.SUSPICIOUS_TEXTS);
    SmallRun.work(store, urls);
    Manifest first = SmallRun.manifest(store);
    store.delete(SmallRun.KEYS.manifest());
    store.delete(SmallRun.KEYS.scoreStats(0));
    SmallRun.work(store, urls);
    assertEquals(first.funnel(), SmallRun.manifest(store).funnel());
    assertEquals(first.rows(), SmallRun.manifest(store).rows());
  }

  private static String embeddings(String name, int part) {
    return SmallRun.KEYS.dataset("embeddings/" + name.formatted(part));
  }

  @Test
  void embeddingsStandInTheOrderOfTheirMetadata() throws Exception {
    MemoryStore store = worked(SmallRun.SCORED);
    List<String> seen = new ArrayList<>();
    for (int part = 0; store.exists(embeddings("img_emb/img_emb_%d.npy", part)); part++) {
      byte[] images = store.read(embeddings("img_emb/img_emb_%d.npy", part));
      byte[] texts = store.read(embeddings("text_emb/text_emb_%d.npy", part));
      String metadata = "embeddings/metadata/metadata_%d.parquet".formatted(part);
      List<Row> rows = SmallRun.rows(store, metadata);
      assertEquals(128 + 4 * rows.size(), images.length);
      assertEquals(128 + 4 * rows.size(), texts.length);
      ByteBuffer values = ByteBuffer.wrap(images).order(ByteOrder.LITTLE_ENDIAN).position(128);
      for (Row row : rows) {
        String url = row.pair().url();
        seen.add(url);
        assertEquals(url.length(), Float.float16ToFloat(values.getShort()));
        assertEquals(url.hashCode() % 100, Float.float16ToFloat(values.getShort()));
      }
    }
    seen.sort(Comparator.naturalOrder());
    assertEquals(
        SmallRun.rows(store, FakePublisher.KEPT).stream().map(row -> row.pair().url()).toList(),
        seen);
  }

  @Test
  void everyPreparedBatchIsClosed() throws Exception {
    FakePictures pictures = new FakePictures();
    MemoryStore store = SmallRun.seeded(folder, SmallRun.SCORED, SmallRun.URLS);
    SmallRun.work(store, SmallRun.URLS, pictures);
    assertTrue(store.exists(SmallRun.KEYS.manifest()));
    assertEquals(0, pictures.open.get());
  }

  @Test
  void aRunWithoutAScorerIsPublishedWithoutScores() throws Exception {
    MemoryStore store = worked(SmallRun.spec(ImagesFrom.WEB, null, false, null));
    Manifest manifest = SmallRun.manifest(store);
    assertEquals(8, manifest.rows());
    assertEquals("not scored: no model", manifest.funnel().stages().get(3).note());
    for (Row row : SmallRun.rows(store, FakePublisher.KEPT)) {
      assertEquals(Scores.NONE, row.scores());
    }
    assertTrue(store.list("").stream().noneMatch(key -> key.endsWith(".tar")));
  }

  @Test
  void aRunWithoutPicturesPublishesEveryPlannedPair() throws Exception {
    MemoryStore store = worked(SmallRun.spec(ImagesFrom.NONE, null, true, null));
    assertEquals(11, SmallRun.manifest(store).rows());
    assertEquals(List.of(), SmallRun.rows(store, FakePublisher.REJECTED));
  }

  @Test
  void aRunThatAsksForAnotherScorerIsRefused() throws Exception {
    RunSpec other =
        SmallRun.spec(
            ImagesFrom.WEB,
            new ScorerSpec("another scorer", "fake", new TreeMap<>(), List.of()),
            false,
            null);
    MemoryStore store = SmallRun.seeded(folder, other, SmallRun.URLS);
    assertEquals(3, SmallRun.work(store).size());
    assertFalse(store.exists(SmallRun.KEYS.manifest()));
  }

  @Test
  void aRunWithoutPairsIsPublishedEmpty() throws Exception {
    TreeMap<String, List<String>> urls =
        new TreeMap<>(Map.of("a.warc", List.of(), "b.warc", List.of()));
    MemoryStore store = SmallRun.seeded(folder, SmallRun.SCORED, urls);
    assertEquals(List.of(), SmallRun.work(store));
    assertEquals(0, SmallRun.manifest(store).rows());
    assertEquals(10, SmallRun.manifest(store).funnel().stages().getFirst().in());
  }
}
