package pairmill.explorer;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The site, from when it is served until the process ends. Quarkus makes it, so what the command
/// opened is handed over here.
public final class Site implements QuarkusApplication {
  private static volatile @Nullable Explored explored;
  private static volatile Runnable ready = () -> {};

  /// Serves until the process is asked to end.
  ///
  /// @param whenReady runs once pages are answered
  static void serve(Explored dataset, Runnable whenReady) {
    explored = dataset;
    ready = whenReady;
    Quarkus.run(Site.class);
  }

  @Override
  public int run(String... args) {
    ready.run();
    Quarkus.waitForExit();
    return 0;
  }

  /// What pages tell of.
  @ApplicationScoped
  static final class Producer {
    @Produces
    Explored explored() {
      return Objects.requireNonNull(explored);
    }
  }
}
