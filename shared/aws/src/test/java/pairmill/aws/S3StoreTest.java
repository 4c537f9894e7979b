package pairmill.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.cost.Billing;
import pairmill.cost.Cost;
import pairmill.cost.Machine;
import pairmill.store.Draft;
import pairmill.store.LocalFile;
import pairmill.store.Store;
import pairmill.store.StoreLaws;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

class S3StoreTest extends StoreLaws {
  private static final int PART = 5 << 20; // S3 takes no smaller ones

  @TempDir private Path folder;

  private final List<S3Store> opened = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set by open()
  private String bucket;

  @SuppressWarnings("NullAway.Init") // set by open()
  private S3Store store;

  @BeforeAll
  static void needsAnEmulator() {
    Emulator.needed(S3StoreTest.class);
  }

  @Override
  protected Store open() throws IOException {
    bucket = Emulator.newBucket();
    store = at("some/folder");
    return store;
  }

  private S3Store at(String prefix) throws IOException {
    S3Requests requests = new S3Requests();
    S3Address root = new S3Address(bucket, prefix);
    S3Store one = new S3Store(Emulator.aws().s3(requests), requests, root, PART, folder);
    opened.add(one);
    return one;
  }

  @AfterEach
  void close() throws IOException {
    for (S3Store one : opened) {
      one.close();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Test
  void keysOfAnyCharactersComeBack() throws IOException {
    List<String> keys =
        Stream.of(
                "a b+c",
                "100%",
                "%2F%20",
                "é/ü",
                "日本/😀",
                "?q=1&r#f",
                "~'()*!$,:;@=",
                "<&>\"",
                "\u0001\n")
            .sorted()
            .toList();
    for (String key : keys) {
      store.put(key, key.getBytes(UTF_8));
    }
    assertEquals(List.copyOf(keys), store.list("").stream().sorted().toList());
    for (String key : keys) {
      assertTrue(store.exists(key), key);
      assertEquals(key, new String(store.read(key), UTF_8));
      assertFalse(store.commit(key, new byte[1]), key);
      assertEquals(List.of(key), store.list(key));
      store.delete(key);
      assertFalse(store.exists(key), key);
    }
    assertEquals(List.of(), store.list(""));
  }

  @Test
  void whatIsLargerThanAPartIsWhole() throws IOException {
    for (int size : new int[] {PART, PART + 1, 2 * PART + 12_345}) {
      byte[] all = random(size);
      try (Draft draft = store.create("large")) {
        Files.write(draft.path(), all);
        draft.publish();
      }
      try (LocalFile file = store.local("large")) {
        assertArrayEquals(all, Files.readAllBytes(file.path()));
      }
      assertArrayEquals(all, store.read("large"));
      assertEquals(size == PART ? "" : "-" + Math.ceilDiv(size, PART), partsOfTag("large"));
    }
  }

  // The tag of an object in parts ends in their number.
  private String partsOfTag(String key) {
    try (S3Client client = Emulator.aws().s3(new S3Requests())) {
      return client
          .headObject(o -> o.bucket(bucket).key("some/folder/" + key))
          .eTag()
          .replaceAll("\"|[0-9a-f]{32}", "");
    }
  }

  @Test
  void whatMayBeRemovedWhenItIsOldIsTagged() throws IOException {
    for (String key : List.of("runs/r/plan/00000.parquet", "runs/r/scores/00000.parquet")) {
      write(key, new byte[1]);
    }
    write("runs/r/samples/00000.tar", new byte[1]);
    try (S3Client client = Emulator.aws().s3(new S3Requests())) {
      assertEquals("{content=pictures}", tags(client, "runs/r/samples/00000.tar"));
      assertEquals("{content=pairs}", tags(client, "runs/r/plan/00000.parquet"));
      assertEquals("{}", tags(client, "runs/r/scores/00000.parquet"));
    }
  }

  private void write(String key, byte[] bytes) throws IOException {
    try (Draft draft = store.create(key)) {
      Files.write(draft.path(), bytes);
      draft.publish();
    }
  }

  private String tags(S3Client client, String key) {
    return client
        .getObjectTagging(t -> t.bucket(bucket).key("some/folder/" + key))
        .tagSet()
        .stream()
        .collect(Collectors.toMap(Tag::key, Tag::value))
        .toString();
  }

  @Test
  void tasksArePaidForByWhatTheyAskOfTheStore() throws IOException {
    Machine machine = Machine.lambda(2048);
    store.put("before", new byte[1]);
    Billing.Meter meter = store.billing(machine).start();
    assertEquals(Cost.of(machine, 10, 0, 0), meter.cost(10));
    store.put("a", new byte[1]);
    store.read("a");
    assertTrue(store.exists("a"));
    store.list("");
    store.delete("a");
    assertEquals(Cost.of(machine, 10, 2, 2), meter.cost(10));
    assertEquals(20, meter.cost(10).gbSeconds());
  }

  @Test
  void anObjectIsReadFromAnyOffset() throws IOException {
    byte[] all = random(3 << 20);
    store.put("a", all);
    int window = (int) S3Reading.FIRST_WINDOW;
    for (int offset : new int[] {0, 1, window - 1, window, 1 << 20, all.length - 1, all.length}) {
      try (InputStream in = store.open("a", offset)) {
        assertArrayEquals(Arrays.copyOfRange(all, offset, all.length), in.readAllBytes());
      }
    }
    try (InputStream in = store.open("a", all.length + 1)) {
      assertEquals(-1, in.read());
    }
    assertThrows(IllegalArgumentException.class, () -> store.open("a", -1));
    assertThrows(NoSuchFileException.class, () -> store.open("missing", 10));
  }

  @Test
  void storesInOneBucketDoNotMix() throws IOException {
    S3Store whole = at("");
    S3Store other = at("some/folder2/");
    store.put("a", new byte[1]);
    other.put("a", new byte[2]);
    whole.put("some/b", new byte[3]);
    assertEquals(List.of("a"), store.list(""));
    assertEquals(List.of("a"), other.list(""));
    assertEquals(List.of("some/b", "some/folder/a", "some/folder2/a"), whole.list(""));
    assertEquals(2, other.read("a").length);
  }

  @Test
  void aMissingBucketIsNoMissingObject() throws IOException {
    bucket = Emulator.newName();
    S3Store nowhere = at("");
    for (IOException e :
        List.of(
            assertThrows(IOException.class, () -> nowhere.open("a")),
            assertThrows(IOException.class, () -> nowhere.put("a", new byte[1])),
            assertThrows(IOException.class, () -> nowhere.list("")))) {
      assertEquals(IOException.class, e.getClass());
      assertTrue(String.valueOf(e.getMessage()).contains("s3://" + bucket + "/"), e::toString);
      assertTrue(String.valueOf(e.getMessage()).contains("NoSuchBucket"), e::toString);
    }
  }
}
