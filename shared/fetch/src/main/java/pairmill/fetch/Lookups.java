package pairmill.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Resolves names on platform threads of its own: the system's resolver blocks in native code,
/// where virtual threads would hold their carriers. There are as many as there are exchanges, so
/// that names that hang keep no others waiting. Safe for use by many threads.
final class Lookups implements AutoCloseable {
  private final Resolver resolver;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().name("pairmill-dns-", 0).daemon().factory());

  Lookups(Resolver resolver) {
    this.resolver = resolver;
  }

  /// The addresses of a host; fails with [UnknownHostException].
  CompletableFuture<List<InetAddress>> of(String host) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return resolver.resolve(host);
          } catch (UnknownHostException e) {
            throw new CompletionException(e);
          }
        },
        threads);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
