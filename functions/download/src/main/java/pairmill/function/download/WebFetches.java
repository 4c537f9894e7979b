package pairmill.function.download;

import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import pairmill.download.AddressGuard;
import pairmill.fetch.Limits;
import pairmill.fetch.Network;
import pairmill.fetch.Politeness;
import pairmill.fetch.UserAgent;
import pairmill.fetch.WebFetch;
import pairmill.run.Run;
import pairmill.stage.Fetches;

/// Fetches the pictures of runs from the web. One client serves all runs that take bodies of the
/// same size, so that what a host said in robots.txt is asked once.
final class WebFetches implements Fetches, Closeable {
  private final UserAgent agent;
  private final Politeness politeness;
  private final AddressGuard guard;
  private @Nullable WebFetch fetch;
  private int maxBytes;

  WebFetches(UserAgent agent, Politeness politeness, AddressGuard guard) {
    this.agent = agent;
    this.politeness = politeness;
    this.guard = guard;
  }

  @Override
  public synchronized WebFetch of(String name, Run run) throws IOException {
    if (fetch == null || maxBytes != run.spec().maxBytes()) {
      close();
      maxBytes = run.spec().maxBytes();
      fetch =
          WebFetch.open(
              agent,
              politeness,
              Limits.DEFAULT.withBodyBytes(maxBytes),
              Network.behind(guard),
              InstantSource.system());
    }
    return fetch;
  }

  @Override
  public synchronized void close() throws IOException {
    if (fetch != null) {
      fetch.close();
      fetch = null;
    }
  }
}
