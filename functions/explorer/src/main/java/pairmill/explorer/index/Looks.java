package pairmill.explorer.index;

import java.io.IOException;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import pairmill.stage.PdqHash;

/// Which pictures look alike by their PDQ hashes: the table `looks (pdq, first)`, where different
/// hashes with the same `first` belong to one group. A hash that no other is near is not in it.
///
/// Two are near when at most 31 of their 256 bits differ. Only hashes that have one of their
/// sixteen parts in common are compared, and in a part that very many have in common each with the
/// next few: groups may be larger than what is found. A group's members are near to at least one of
/// it, not to all. The table `looks_compared` tells how many hashes were looked at, and how many
/// there are.
final class Looks {
  private static final int LONGS = 4;
  private static final int PARTS = 16;
  private static final int PART_VALUES = 1 << 16;
  private static final int NEXT = 64;
  private static final int MOST = 1 << 24;
  private static final int HEXADECIMAL = 16;

  // Of a hash: itself, its group, its place among those with an equal part.
  private static final int BYTES = 40;

  private static final String HASHES =
      "FROM (SELECT lower(pdq) AS pdq FROM rows WHERE regexp_full_match(pdq, '[0-9a-fA-F]{64}'))";

  private final long[] hashes;
  private final int count;
  private final int[] group;

  private Looks(long[] hashes, int count) {
    this.hashes = hashes;
    this.count = count;
    this.group = new int[count];
    for (int i = 0; i < count; i++) {
      group[i] = i;
    }
  }

  static void make(Database database) throws IOException {
    long all = database.number("SELECT count(DISTINCT pdq) " + HASHES);
    int count =
        (int) Math.min(Math.min(all, MOST), Runtime.getRuntime().maxMemory() / LONGS / BYTES);
    Looks looks = new Looks(read(database, count), count);
    looks.compare();
    looks.write(database);
    database.execute(
        "CREATE OR REPLACE TABLE looks_compared AS SELECT %d::BIGINT AS hashes, %d::BIGINT AS there"
            .formatted(count, all));
  }

  private static long[] read(Database database, int count) throws IOException {
    long[] hashes = new long[LONGS * count];
    int at = 0;
    try (var statement = database.connection().createStatement();
        var rows =
            statement.executeQuery(
                "SELECT DISTINCT pdq " + HASHES + " ORDER BY pdq LIMIT " + count)) {
      while (rows.next()) {
        String pdq = rows.getString(1);
        for (int i = 0; i < LONGS; i++) {
          hashes[at++] =
              Long.parseUnsignedLong(pdq, i * HEXADECIMAL, (i + 1) * HEXADECIMAL, HEXADECIMAL);
        }
      }
    } catch (SQLException e) {
      throw Database.failure(e);
    }
    return hashes;
  }

  private void compare() {
    int[] order = new int[count];
    for (int part = 0; part < PARTS; part++) {
      int[] ends = sort(order, part);
      for (int value = 0, from = 0; value < PART_VALUES; from = ends[value], value++) {
        for (int i = from; i < ends[value]; i++) {
          for (int j = i + 1; j < Math.min(ends[value], i + NEXT); j++) {
            if (isNear(order[i], order[j])) {
              unite(order[i], order[j]);
            }
          }
        }
      }
    }
  }

  /// Puts hashes in the order of one of their parts.
  ///
  /// @return where those with each value of the part end
  private int[] sort(int[] order, int part) {
    int[] ends = new int[PART_VALUES];
    for (int i = 0; i < count; i++) {
      ends[part(i, part)]++;
    }
    for (int value = 1; value < PART_VALUES; value++) {
      ends[value] += ends[value - 1];
    }
    int[] next = ends.clone();
    for (int i = count - 1; i >= 0; i--) {
      order[--next[part(i, part)]] = i;
    }
    return ends;
  }

  private int part(int hash, int part) {
    int inLong = PARTS / LONGS;
    int shift = HEXADECIMAL * (part % inLong);
    return (int) (hashes[LONGS * hash + part / inLong] >>> shift) & (PART_VALUES - 1);
  }

  private boolean isNear(int one, int other) {
    int differ = 0;
    for (int i = 0; i < LONGS && differ <= PdqHash.NEAR; i++) {
      differ += Long.bitCount(hashes[LONGS * one + i] ^ hashes[LONGS * other + i]);
    }
    return differ <= PdqHash.NEAR;
  }

  // The first of a group stands for it.
  private int find(int hash) {
    int at = hash;
    while (group[at] != at) {
      group[at] = group[group[at]];
      at = group[at];
    }
    return at;
  }

  private void unite(int one, int other) {
    int a = find(one);
    int b = find(other);
    group[Math.max(a, b)] = Math.min(a, b);
  }

  private void write(Database database) throws IOException {
    boolean[] shared = new boolean[count];
    for (int i = 0; i < count; i++) {
      shared[find(i)] |= find(i) != i;
    }
    database.execute("CREATE OR REPLACE TABLE looks (pdq VARCHAR, first VARCHAR)");
    try (DuckDBAppender table = database.connection().createAppender("looks")) {
      for (int i = 0; i < count; i++) {
        if (shared[find(i)]) {
          table.beginRow();
          table.append(text(i));
          table.append(text(find(i)));
          table.endRow();
        }
      }
    } catch (SQLException e) {
      throw Database.failure(e);
    }
  }

  private String text(int hash) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LONGS; i++) {
      text.append("%016x".formatted(hashes[LONGS * hash + i]));
    }
    return text.toString();
  }
}
