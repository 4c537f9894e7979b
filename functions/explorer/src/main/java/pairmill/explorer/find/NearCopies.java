package pairmill.explorer.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pairmill.explorer.index.Index;
import pairmill.stage.PdqHash;

/// Rows whose pictures look like one, by PDQ: the same picture in another size, format or quality.
/// All rows are compared.
public final class NearCopies {
  // Where few bits differ, few digits do; and comparing digits takes a tenth of the time.
  private static final String SQL =
      """
      SELECT id, differ FROM (
        SELECT id,
          CASE WHEN strlen(pdq) = 64 THEN CASE WHEN hamming(lower(pdq), $1) <= $2 THEN
            CASE WHEN regexp_full_match(pdq, '[0-9a-fA-F]{64}')
              THEN bit_count(xor(unhex(pdq)::BIT, unhex($1)::BIT)) END END END AS differ
        FROM rows
      ) WHERE differ <= $2 ORDER BY differ, id LIMIT $3
      """;

  private NearCopies() {}

  /// A row, and in how many bits of 256 its hash differs.
  public record Copy(long id, int differ) {}

  /// The nearest rows that are not hidden, the nearest first. Exact.
  ///
  /// @param pdq 64 hexadecimal digits
  public static List<Copy> of(Index index, Finder finder, String pdq, int most) throws IOException {
    List<Copy> copies = new ArrayList<>();
    List<Object> values = List.of(pdq, PdqHash.NEAR, most + finder.hidden().ids().size());
    for (Copy copy :
        index.database().query(SQL, values, row -> new Copy(row.getLong(1), row.getInt(2)))) {
      if (copies.size() < most && !finder.isHidden(copy.id())) {
        copies.add(copy);
      }
    }
    return copies;
  }
}
