package pairmill.explorer.index;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.jspecify.annotations.Nullable;
import pairmill.stage.Removals;

/// Who asked to be left out: a removal list as `pairmill run --removals` reads it, and the hash of
/// its bytes.
///
/// @param sha256 empty for no list
public record RemovalList(Removals removals, String sha256) {
  private static final Pattern PDQ = Pattern.compile("[0-9a-f]{64}");

  /// Reads a list; null stands for none.
  ///
  /// @throws IllegalArgumentException naming file, line and value, when a line is no removal
  public static RemovalList read(@Nullable Path file) throws IOException {
    byte[] bytes = file == null || !Files.exists(file) ? new byte[0] : Files.readAllBytes(file);
    return of(bytes, String.valueOf(file));
  }

  /// The list that a text is.
  ///
  /// @param name for messages
  /// @throws IllegalArgumentException naming line and value, when a line is no removal
  public static RemovalList of(byte[] text, String name) throws IOException {
    return new RemovalList(
        Removals.read(new ByteArrayInputStream(text), name), text.length == 0 ? "" : sha256(text));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /// Teaches a database the function `NAME(url, final_url, hash, md5, sha256, pdq)`: true for a row
  /// that is to be left out.
  public void register(Database database, String name) throws IOException {
    try (var function = DuckDBFunctions.scalarFunction()) {
      function
          .withName(name)
          .withVarArgs(DuckDBLogicalType.of(DuckDBColumnType.VARCHAR))
          .withReturnType(DuckDBColumnType.BOOLEAN)
          .withVarArgsFunction(this::contains)
          .register(database.connection());
    } catch (SQLException e) {
      throw Database.failure(e);
    }
  }

  /// What is known of a row that may be on the list.
  public static final String COLUMNS = "url, final_url, hash::VARCHAR, md5, sha256, pdq";

  /// True for a row that is to be left out.
  ///
  /// @param row texts or null, as [#COLUMNS] says
  public boolean contains(@Nullable Object[] row) {
    return address(row[0])
        || address(row[1])
        || (row[2] instanceof String hash && removals.containsPair(Long.parseLong(hash)))
        || picture(row[3])
        || picture(row[4])
        || (row[5] instanceof String pdq
            && PDQ.matcher(pdq).matches()
            && removals.containsLook(pdq));
  }

  private boolean address(@Nullable Object url) {
    return url instanceof String text && removals.containsAddress(text);
  }

  private boolean picture(@Nullable Object hash) {
    return hash instanceof String text && removals.containsPicture(text.toLowerCase(Locale.ROOT));
  }
}
