package pairmill.explorer.sql;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;

/// Answers statements that anybody may have written. Safe for use by many threads; two statements
/// are answered at a time.
@ApplicationScoped
public final class Sandbox implements Closeable {
  // The facts that hold captions or addresses of rows.
  private static final Set<String> TEXTS =
      Set.of("captions", "sequences", "duplicates", "personal_samples");

  /// Characters of a statement at most.
  public static final int LONGEST = 8_000;

  /// Rows of an answer at most.
  public static final int ROWS = Reading.ROWS;

  private static final int AT_A_TIME = 2;
  private static final long WAIT_SECONDS = 2;
  private static final String FILE =
      "SELECT path FROM duckdb_databases() WHERE database_name = current_database()";

  private final Explored explored;
  private final Semaphore places = new Semaphore(AT_A_TIME, true);
  private final ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();

  @Inject
  public Sandbox(Explored explored) {
    this.explored = explored;
  }

  /// Answers one SELECT over the tables of [Tables].
  ///
  /// @param values of parameters, by their names without `$`; further ones are passed over
  /// @param seconds that it may take
  /// @throws MissingValueException when a parameter has no value
  /// @throws IllegalArgumentException with a sentence, when it is refused or ran out of its limits
  /// @throws BusyException when two others are being answered
  /// @throws IOException when no process could be started
  public SqlAnswer ask(String sql, Map<String, String> values, int seconds) throws IOException {
    if (sql.length() > LONGEST) {
      throw new IllegalArgumentException(
          "The statement has %,d characters; at most %,d are answered."
              .formatted(sql.length(), LONGEST));
    }
    if (sql.chars().anyMatch(c -> Character.isISOControl(c) && "\t\r\n".indexOf(c) < 0)) {
      throw new IllegalArgumentException("The statement has a control character.");
    }
    enter();
    try {
      return answer(sql, values, seconds);
    } finally {
      places.release();
    }
  }

  private void enter() {
    try {
      if (places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new BusyException("Two statements are being answered. Try again in a moment.");
  }

  private SqlAnswer answer(String sql, Map<String, String> values, int seconds) throws IOException {
    Worker worker = worker();
    Told told = null;
    try {
      told = worker.ask(sql, values, seconds * 1_000L, explored.finder().hidden());
    } finally {
      if (told == null || told.last()) {
        worker.close();
      } else {
        idle.add(worker);
      }
    }
    if (told == null) {
      throw new IllegalArgumentException(
          "This took more than the %d s or the memory that it may have.".formatted(seconds));
    }
    if (told.refusal() != null) {
      throw new IllegalArgumentException(told.refusal());
    }
    SqlAnswer answer = told.answer();
    if (answer == null) {
      throw new MissingValueException(told.missing());
    }
    refuseWhatWasTakenOut(answer);
    return answer;
  }

  // Facts are as old as the index: a number that is too high is told, a text that was taken out is
  // not given.
  private void refuseWhatWasTakenOut(SqlAnswer answer) {
    List<String> texts = answer.tables().stream().filter(TEXTS::contains).toList();
    if (explored.finder().hidden().since() > 0 && !texts.isEmpty()) {
      throw new IllegalArgumentException(
          "%s may hold what was taken out since the index was made, and is not answered before it is made again."
              .formatted(String.join(", ", texts)));
    }
  }

  /// Starts a process before it is asked, which takes about a second.
  public void warm() throws IOException {
    if (places.tryAcquire()) { // there are never more than places
      try {
        if (idle.isEmpty()) {
          idle.add(start());
        }
      } finally {
        places.release();
      }
    }
  }

  private Worker worker() throws IOException {
    for (Worker worker = idle.poll(); worker != null; worker = idle.poll()) {
      if (worker.isAlive()) {
        return worker;
      }
      worker.close();
    }
    return start();
  }

  private Worker start() throws IOException {
    @Nullable String file =
        explored.index().database().query(FILE, row -> row.getString(1)).getFirst();
    return Worker.start(String.valueOf(file));
  }

  void end(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) throws IOException {
    close();
  }

  @Override
  public void close() throws IOException {
    for (Worker worker = idle.poll(); worker != null; worker = idle.poll()) {
      worker.close();
    }
  }
}
