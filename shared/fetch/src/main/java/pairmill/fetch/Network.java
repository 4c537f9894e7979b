package pairmill.fetch;

import java.security.KeyStore;
import org.jspecify.annotations.Nullable;
import pairmill.download.AddressGuard;

/// The way out: what may be connected to, how names are resolved, whose certificates are believed.
///
/// @param trust the certificates that are believed; null for those the Java runtime comes with
public record Network(AddressGuard guard, Resolver resolver, @Nullable KeyStore trust) {
  /// The public web, by the names and certificates of this machine.
  public static final Network PUBLIC = behind(AddressGuard.PUBLIC_WEB);

  /// The same, with what a guard opens.
  public static Network behind(AddressGuard guard) {
    return new Network(guard, Resolver.SYSTEM, null);
  }
}
