package pairmill.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.run.Json;
import pairmill.store.Digest;
import pairmill.store.LocalStore;
import pairmill.store.Store;

final class DatasetCopyTest {
  private static final String ROWS = "en/part-00000.parquet";
  private static final String PLACE = "s3://mill/runs/november";

  @TempDir Path folder;
  private LocalStore store;

  @BeforeEach
  void open() throws IOException {
    store = LocalStore.open(folder.resolve("store"));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private Path here() {
    return folder.resolve("here");
  }

  private List<String> bring() throws IOException {
    List<String> said = new ArrayList<>();
    new DatasetCopy(store, PLACE, here())
        .bring((step, done, all) -> said.add("%s %d of %d".formatted(step, done, all)));
    return said;
  }

  private void publish(String below, Map<String, String> contents) throws IOException {
    List<Map<String, Object>> files = new ArrayList<>();
    for (Map.Entry<String, String> one : new TreeMap<>(contents).entrySet()) {
      String name = one.getKey();
      byte[] bytes = one.getValue().getBytes(UTF_8);
      store.put(below + name, bytes);
      files.add(
          Map.of("name", name, "rows", 0, "bytes", bytes.length, "sha256", Digest.sha256(bytes)));
    }
    store.put(below + "manifest.json", Json.bytes(Map.of("format", 1, "files", files)));
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> paths = Files.walk(here())) {
      TreeSet<String> files = new TreeSet<>();
      paths
          .filter(Files::isRegularFile)
          .forEach(path -> files.add(here().relativize(path).toString()));
      return files;
    }
  }

  @Test
  void ofARunComesWhatIsLookedAt() throws IOException {
    publish(
        "dataset/",
        Map.of(
            ROWS,
            "rows",
            "README.md",
            "card",
            "rejected/part-00000.parquet",
            "refused",
            "embeddings/img_emb/img_emb_0.npy",
            "vectors",
            "embeddings/text_emb/text_emb_0.npy",
            "vectors"));
    store.put("samples/00000.tar", new byte[9]);
    List<String> said = bring();
    assertEquals(
        new TreeSet<>(
            List.of(
                "dataset/README.md",
                "dataset/embeddings/img_emb/img_emb_0.npy",
                "dataset/en/part-00000.parquet",
                "dataset/manifest.json")),
        files());
    assertEquals("Bringing " + PLACE + " 0 of 15", said.getFirst());
    assertEquals("Bringing " + PLACE + " 15 of 15", said.getLast());
  }

  @Test
  void aDatasetStandsForItself() throws IOException {
    publish("", Map.of(ROWS, "rows"));
    bring();
    assertEquals(new TreeSet<>(List.of(ROWS, "manifest.json")), files());
  }

  @Test
  void whatIsHereIsNotBroughtAgain() throws IOException {
    publish("", Map.of(ROWS, "rows", "README.md", "card"));
    bring();
    FileTime longAgo = FileTime.fromMillis(0);
    Files.setLastModifiedTime(here().resolve(ROWS), longAgo);
    assertEquals(List.of(), bring());
    publish("", Map.of(ROWS, "rows", "README.md", "another card"));
    bring();
    assertEquals(longAgo, Files.getLastModifiedTime(here().resolve(ROWS)));
    assertEquals("another card", Files.readString(here().resolve("README.md")));
  }

  @Test
  void whatTheDatasetNoLongerHasIsGone() throws IOException {
    publish("", Map.of(ROWS, "rows", "en/part-00001.parquet", "more rows"));
    bring();
    publish("", Map.of(ROWS, "rows"));
    bring();
    assertEquals(new TreeSet<>(List.of(ROWS, "manifest.json")), files());
  }

  @Test
  void halfAFileIsNeverTakenForWhole() throws IOException {
    publish("", Map.of(ROWS, "rows"));
    store.put(ROWS, "row".getBytes(UTF_8));
    IOException e = assertThrows(IOException.class, this::bring);
    assertEquals(
        "[" + PLACE + "/" + ROWS + "] is not what manifest.json says: was it replaced meanwhile?",
        e.getMessage());
    assertFalse(Files.exists(here().resolve(ROWS)));
    assertFalse(Files.exists(here().resolve("manifest.json")));
    store.put(ROWS, "rows".getBytes(UTF_8));
    bring();
    assertEquals(new TreeSet<>(List.of(ROWS, "manifest.json")), files());
  }

  @Test
  void otherBytesOfTheSameLengthAreBroughtAnew() throws IOException {
    publish("", Map.of(ROWS, "rows"));
    bring();
    Files.delete(here().resolve("manifest.json")); // as where it was ended half-way
    Files.writeString(here().resolve(ROWS), "wors");
    bring();
    assertEquals("rows", Files.readString(here().resolve(ROWS)));
  }

  @Test
  void aFileThatIsMissingIsNamed() throws IOException {
    publish("", Map.of(ROWS, "rows"));
    store.delete(ROWS);
    assertEquals(
        "[" + PLACE + "/" + ROWS + "] is missing, and manifest.json names it",
        assertThrows(IOException.class, this::bring).getMessage());
  }

  @Test
  void noNameLeadsElsewhere() throws IOException {
    store.put(
        "manifest.json",
        Json.bytes(
            Map.of(
                "files",
                List.of(Map.of("name", "../out", "rows", 0, "bytes", 1, "sha256", "00")))));
    assertEquals(
        "[" + PLACE + "/manifest.json] is damaged: it names '../out'",
        assertThrows(IOException.class, this::bring).getMessage());
  }

  @Test
  void aStoreThatRefusesIsNotTakenForEmpty() {
    Store refuses =
        (Store)
            Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> {
                  throw new IOException("[" + PLACE + "] cannot be looked for: access denied");
                });
    IOException e =
        assertThrows(
            IOException.class,
            () -> new DatasetCopy(refuses, PLACE, here()).bring((step, done, all) -> {}));
    assertEquals("[" + PLACE + "] cannot be looked for: access denied", e.getMessage());
  }

  @Test
  void withoutAManifestThereIsNoDataset() {
    assertEquals(
        PLACE
            + ": no manifest.json stands here or in dataset/. Is the address right, and the dataset whole?",
        assertThrows(IllegalArgumentException.class, this::bring).getMessage());
    assertTrue(Files.notExists(here()));
  }
}
