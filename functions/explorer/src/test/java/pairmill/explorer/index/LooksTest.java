package pairmill.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;

/// Pictures that look alike stand in one group, and others do not.
final class LooksTest {
  private static final int BITS = 256;

  @TempDir private Path work;

  private static BigInteger flipped(BigInteger hash, int bits, Random random) {
    BigInteger near = hash;
    for (int i = 0; i < bits; ) {
      int bit = random.nextInt(BITS);
      if (near.testBit(bit) == hash.testBit(bit)) {
        near = near.flipBit(bit);
        i++;
      }
    }
    return near;
  }

  private Explored explored(List<BigInteger> hashes) throws IOException {
    Path list = work.resolve("hashes.csv");
    Files.writeString(
        list,
        hashes.stream()
            .map(hash -> String.format("%064X", hash))
            .collect(Collectors.joining("\n", "pdq\n", "\n")));
    return Fixture.explored(
        work,
        Fixture.parquet(
            work.resolve("d/rows.parquet"),
            "SELECT 'https://a.example/' || row_number() OVER () AS url, pdq FROM read_csv('"
                + list
                + "', header = true, all_varchar = true)"));
  }

  @Test
  void nearHashesAreOneGroupAndFarOnesAreNot() throws IOException {
    Random random = new Random(3);
    List<BigInteger> hashes = new ArrayList<>();
    for (int group = 0; group < 300; group++) {
      BigInteger first = new BigInteger(BITS, random);
      hashes.add(first);
      hashes.add(flipped(first, 15, random)); // one of sixteen parts is equal for certain
      hashes.add(flipped(first, 60, random)); // is near to neither
    }
    hashes.add(hashes.getFirst());
    try (Explored explored = explored(hashes)) {
      Map<Long, Long> sizes =
          explored
              .index()
              .database()
              .query(
                  "SELECT size, groups FROM duplicate_sizes WHERE kind = 'look'",
                  row -> Map.entry(row.getLong(1), row.getLong(2)))
              .stream()
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
      assertEquals(Map.of(1L, 300L, 2L, 299L, 3L, 1L), sizes);
      List<Long> ids =
          explored
              .index()
              .database()
              .query(
                  "SELECT unnest(ids) FROM duplicates WHERE kind = 'look' AND rank = 1",
                  row -> row.getLong(1));
      assertEquals(List.of(0L, 1L, 900L), ids);
    }
  }

  @Test
  void whatIsNoHashIsPassedOver() throws IOException {
    Path file =
        Fixture.parquet(
            work.resolve("d/rows.parquet"),
            "SELECT 'https://a.example/' || i AS url, ['', 'x', NULL, repeat('é', 64)][1 + i % 4] AS pdq FROM range(8) r(i)");
    try (Explored explored = Fixture.explored(work, file)) {
      assertTrue(
          explored.index().database().number("SELECT count(*) FROM looks_compared WHERE hashes = 0")
              == 1);
    }
  }
}
