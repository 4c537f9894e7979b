package pairmill.duckdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.download.ArchivedImage;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.pair.Reason;
import pairmill.parquet.ParquetFiles;
import pairmill.row.Tables;
import pairmill.stage.Planner.PlanSpec;
import pairmill.stage.Planner.Planned;
import pairmill.stage.Planner.PlannedShard;

class DuckPlannerTest {
  private static final int BUCKETS = 4;
  private static final DuckLimits LIMITS = new DuckLimits(256L << 20, 2);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shardsAreThoseOfThePlainPlan(long seed) throws IOException {
    RandomPairs random = new RandomPairs(seed);
    List<Pair> pairs = random.pairs(4000, 60, 300);
    List<ArchivedImage> images = random.images(pairs);
    Set<String> removals =
        Set.of(
            "h1.site1.co.uk",
            "site3.co.uk",
            "o.uk",
            pairs.get(3).url(),
            Long.toString(pairs.get(4).hash()));
    PlanSpec spec = new PlanSpec(true, 100, 150, 20, List.of(removals(removals)));
    Planned planned = plan(pairs, images, spec, LIMITS);
    assertPlan(new PlainPlan(pairs, images, spec, removals, BUCKETS), planned, pairs.size());
    assertEquals(
        Set.of(Reason.DUPLICATE, Reason.REMOVED, Reason.HOST_CAP), planned.refused().keySet());
  }

  @Test
  void picturesAreNotJoinedUnlessAskedFor() throws IOException {
    RandomPairs random = new RandomPairs(5);
    List<Pair> pairs = random.pairs(500, 10, 100);
    PlanSpec spec = new PlanSpec(false, 10_000, 10_000, 300, List.of());
    List<ArchivedImage> images = random.images(pairs);
    assertPlan(
        new PlainPlan(pairs, images, spec, Set.of(), BUCKETS),
        plan(pairs, images, spec, LIMITS),
        pairs.size());
  }

  @Test
  void planDoesNotDependOnFilesRowsOrThreads() throws IOException {
    RandomPairs random = new RandomPairs(6);
    List<Pair> pairs = random.pairs(3000, 40, 200);
    List<ArchivedImage> images = random.images(pairs);
    PlanSpec spec = new PlanSpec(true, 50, 100, 10, List.of());
    List<byte[]> expected = bytes(plan(pairs, images, spec, LIMITS));
    for (int seed = 0; seed < 3; seed++) {
      List<Pair> shuffled = new ArrayList<>(pairs);
      Collections.shuffle(shuffled, new Random(seed));
      List<ArchivedImage> shuffledImages = new ArrayList<>(images);
      Collections.shuffle(shuffledImages, new Random(seed));
      DuckLimits other = new DuckLimits(LIMITS.memoryBytes(), seed + 1);
      List<byte[]> actual = bytes(plan(shuffled, shuffledImages, spec, other));
      assertEquals(expected.size(), actual.size());
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i), actual.get(i));
      }
    }
  }

  @Test
  void nothingGivesAnEmptyPlan() throws IOException {
    PlanSpec spec = new PlanSpec(true, 1, 1, 1, List.of());
    Planned nothing = new Planned(0, new TreeMap<>(), new TreeMap<>(), List.of());
    DuckPlanner planner = new DuckPlanner(new ParquetFiles(), LIMITS);
    assertEquals(nothing, planner.plan(List.of(), List.of(), spec, work()));
    assertEquals(nothing, plan(List.of(), List.of(), spec, LIMITS));
  }

  @Test
  void earliestCaptureWinsAndOneWithoutDateComesLast() throws IOException {
    List<Pair> pairs =
        List.of(
            pair("http://a.org/1", null, "b", 1),
            pair("http://a.org/1", "2024-01-01T00:00:00Z", "b", 0),
            pair("http://a.org/1", "2024-01-01T00:00:00Z", "a", 7),
            pair("http://a.org/1", "2024-01-01T00:00:00Z", "a", 5));
    Planned planned = plan(pairs, List.of(), new PlanSpec(false, 9, 9, 9, List.of()), LIMITS);
    assertEquals(Map.of(Reason.DUPLICATE, 3L), planned.refused());
    assertEquals(Map.of(Reason.DUPLICATE, List.of("http://a.org/1")), planned.examples());
    Path shard = planned.shards().getFirst().file();
    assertEquals(pairs.get(3), RowFiles.read(shard, Tables.SHARD).getFirst().pair());
  }

  @Test
  void removalOfADomainTakesSubdomainsAndNoLookAlikes() throws IOException {
    List<Pair> pairs =
        List.of(
            pair("http://example.com/1", null, "a", 0),
            pair("http://www.example.com:80/2", null, "a", 1),
            pair("http://badexample.com/3", null, "a", 2),
            pair("http://example.com.evil.org/4", null, "a", 3));
    Path list = removals(Set.of("", "# who asked", "  Example.COM.  "));
    Planned planned = plan(pairs, List.of(), new PlanSpec(false, 9, 9, 9, List.of(list)), LIMITS);
    assertEquals(Map.of(Reason.REMOVED, 2L), planned.refused());
    assertEquals(Map.of(), planned.examples(), "who asked to be removed is not listed");
    assertEquals(2, planned.shards().stream().mapToInt(PlannedShard::pairs).sum());
  }

  @Test
  void removalOfADomainTakesItsOtherSpelling() throws IOException {
    List<Pair> pairs =
        List.of(
            pair("http://www.bücher.example/1", null, "a", 0),
            pair("http://xn--bcher-kva.example/2", null, "a", 1),
            pair("http://bucher.example/3", null, "a", 2));
    for (String name : List.of("BÜCHER.example", "xn--bcher-kva.example.")) {
      PlanSpec spec = new PlanSpec(false, 9, 9, 9, List.of(removals(Set.of(name))));
      assertEquals(Map.of(Reason.REMOVED, 2L), plan(pairs, List.of(), spec, LIMITS).refused());
    }
  }

  @Test
  void hashesOfPicturesAreNoBusinessOfThePlan() throws IOException {
    Path list = removals(Set.of("12345678901234567890123456789012", "0".repeat(64)));
    Pair pair = pair("http://a.org/1", null, "a", 0);
    PlanSpec spec = new PlanSpec(false, 9, 9, 9, List.of(list));
    assertEquals(Map.of(), plan(List.of(pair), List.of(), spec, LIMITS).refused());
  }

  @Test
  void removedPairDoesNotMakeAnotherOneADuplicate() throws IOException {
    Pair removed = pair("http://a.org/1", "2020-01-01T00:00:00Z", "a", 0);
    Pair other = new Pair(removed.url(), "another caption", Language.UNTOLD, removed.provenance());
    Path list = removals(Set.of(Long.toString(removed.hash())));
    Planned planned =
        plan(
            List.of(removed, other),
            List.of(),
            new PlanSpec(false, 9, 9, 9, List.of(list)),
            LIMITS);
    assertEquals(Map.of(Reason.REMOVED, 1L), planned.refused());
    assertEquals(1, planned.shards().getFirst().pairs());
  }

  @Test
  void removalListsThatCannotBeReadAreErrorsThatNameThem() throws IOException {
    Path number = removals(Set.of("9223372036854775808"));
    assertMentions(
        assertThrows(IllegalArgumentException.class, () -> planWith(number)), number.toString());
    Path bytes = Files.write(folder.resolve("latin1.txt"), new byte[] {'a', (byte) 0xE9});
    assertMentions(
        assertThrows(IllegalArgumentException.class, () -> planWith(bytes)), "latin1.txt");
    Path missing = folder.resolve("missing.txt");
    assertMentions(assertThrows(IOException.class, () -> planWith(missing)), "missing.txt");
  }

  @Test
  void damagedOrMissingPairsAreErrorsThatNameTheFile() throws IOException {
    DuckPlanner planner = new DuckPlanner(new ParquetFiles(), LIMITS);
    PlanSpec spec = new PlanSpec(false, 9, 9, 9, List.of());
    Path missing = folder.resolve("missing.parquet");
    assertThrows(
        NoSuchFileException.class, () -> planner.plan(List.of(missing), List.of(), spec, work()));
    Path damaged = Files.writeString(folder.resolve("damaged.parquet"), "PAR1 and so on, and on");
    assertMentions(
        assertThrows(
            IOException.class, () -> planner.plan(List.of(damaged), List.of(), spec, work())),
        "damaged.parquet");
  }

  @Test
  void onlyShardsAreLeftInTheWorkFolder() throws IOException {
    Path work = work();
    List<Path> files =
        RowFiles.deal(folder, Tables.pairs(1), List.of(pair("http://a.org/1", null, "a", 0)), 1);
    new DuckPlanner(new ParquetFiles(), LIMITS)
        .plan(files, List.of(), new PlanSpec(false, 9, 9, 9, List.of()), work);
    try (Stream<Path> left = Files.list(work)) {
      assertEquals(List.of(work.resolve("00000.parquet")), left.toList());
    }
  }

  private Planned planWith(Path removals) throws IOException {
    return plan(List.of(), List.of(), new PlanSpec(false, 9, 9, 9, List.of(removals)), LIMITS);
  }

  private Planned plan(
      List<Pair> pairs, List<ArchivedImage> images, PlanSpec spec, DuckLimits limits)
      throws IOException {
    Path in = Files.createTempDirectory(folder, "in");
    return new DuckPlanner(new ParquetFiles(), limits)
        .plan(
            RowFiles.deal(in.resolve("pairs"), Tables.pairs(BUCKETS), pairs, 3),
            RowFiles.deal(in.resolve("images"), Tables.IMAGES, images, 2),
            spec,
            work());
  }

  private Path work() throws IOException {
    return Files.createTempDirectory(folder, "it's [work]");
  }

  private Path removals(Set<String> lines) throws IOException {
    return Files.write(Files.createTempFile(folder, "removals", ".txt"), lines);
  }

  private static Pair pair(String url, @Nullable String date, String archive, long ordinal) {
    return new Pair(
        url,
        "a caption",
        Language.UNTOLD,
        new Provenance(
            archive,
            0,
            ordinal,
            "http://page/",
            date == null ? null : Instant.parse(date),
            null,
            null));
  }

  private static void assertPlan(PlainPlan plain, Planned planned, int in) throws IOException {
    assertEquals(in, planned.in());
    SortedMap<Reason, Long> refused = new TreeMap<>();
    SortedMap<Reason, List<String>> examples = new TreeMap<>();
    plain.refused.forEach((reason, pairs) -> {
      refused.put(reason, (long) pairs.size());
      if (reason != Reason.REMOVED) {
        examples.put(
            reason,
            pairs.stream().map(Pair::url).distinct().sorted(RowFiles.BY_BYTES).limit(100).toList());
      }
    });
    assertEquals(refused, planned.refused());
    assertEquals(examples, planned.examples());
    assertEquals(plain.shards.size(), planned.shards().size());
    for (PlannedShard shard : planned.shards()) {
      assertEquals(plain.buckets.get(shard.number()), shard.bucket());
      assertEquals(plain.shards.get(shard.number()).size(), shard.pairs());
      assertEquals(plain.shards.get(shard.number()), RowFiles.read(shard.file(), Tables.SHARD));
    }
    assertFalse(planned.shards().isEmpty());
  }

  private static List<byte[]> bytes(Planned planned) throws IOException {
    List<byte[]> bytes = new ArrayList<>();
    for (PlannedShard shard : planned.shards()) {
      bytes.add(Files.readAllBytes(shard.file()));
    }
    return bytes;
  }

  private static void assertMentions(Exception e, String word) {
    assertTrue(String.valueOf(e.getMessage()).contains(word), () -> word + " in " + e);
  }
}
