package pairmill.explorer.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.find.Hidden;
import pairmill.explorer.safe.Program;
import pairmill.store.Scratch;

/// A process that answers statements: [Answerer], seen from the site. For one thread at a time. It
/// says a line when it has started, and a line for each that it is told.
final class Worker implements Closeable {
  private static final long GRACE_MILLIS = 3_000;
  private static final long START_MILLIS = 60_000;
  private static final int LONGEST_LINE = 64 << 20;

  private static final int HEAP_MB = 192;
  private static final List<Class<?>> LIBRARIES =
      List.of(DuckDBDriver.class, ObjectMapper.class, JsonFactory.class, JsonProperty.class);

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Process process;
  private final Path folder;
  private boolean ready;
  private Hidden hidden = Hidden.NOTHING;

  private Worker(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /// Starts one.
  ///
  /// @param database the DuckDB file of an index
  static Worker start(String database) throws IOException {
    Path folder = Files.createTempDirectory("pairmill-sql");
    return new Worker(
        new Program(Answerer.class, LIBRARIES, HEAP_MB).start(folder, database, folder.toString()),
        folder);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Asks it.
  ///
  /// @param nowHidden rows that it must not see
  /// @return null when it ended without an answer
  @Nullable Told ask(String sql, Map<String, String> values, long millis, Hidden nowHidden)
      throws IOException {
    boolean same = nowHidden == hidden || (nowHidden.since() == 0 && hidden.since() == 0);
    Asked asked = new Asked(sql, values, millis, same ? null : nowHidden.ids());
    hidden = nowHidden;
    try {
      if (!ready) {
        line(START_MILLIS);
        ready = true;
      }
      OutputStream in = process.getOutputStream();
      in.write((JSON.writeValueAsString(asked) + "\n").getBytes(UTF_8));
      in.flush();
      byte[] line = line(millis + GRACE_MILLIS);
      return line.length == 0 ? null : JSON.readValue(line, Told.class);
    } catch (JsonProcessingException e) {
      return null; // it was cut off
    } catch (IOException e) {
      if (process.isAlive()) {
        throw e;
      }
      return null;
    }
  }

  // Empty when the process ended, or had to be. It is not trusted to end its line.
  private byte[] line(long millis) throws IOException {
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    try {
      return line(process.getInputStream());
    } finally {
      end.cancel(false);
    }
  }

  private static byte[] line(InputStream out) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (line.size() < LONGEST_LINE) {
      int read = out.read(buffer);
      if (read < 0) {
        return new byte[0];
      }
      line.write(buffer, 0, read);
      if (buffer[read - 1] == '\n') {
        return line.toByteArray();
      }
    }
    return new byte[0];
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Scratch.remove(folder);
  }
}
