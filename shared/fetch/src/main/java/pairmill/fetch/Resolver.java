package pairmill.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Resolves host names. Safe for use by many threads.
@FunctionalInterface
public interface Resolver {
  /// All addresses of a host, best first, at least one. May block, and may be interrupted.
  ///
  /// @param host an ASCII name, or a literal address without brackets
  /// @throws UnknownHostException when it does not resolve
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /// This machine's own.
  Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));
}
