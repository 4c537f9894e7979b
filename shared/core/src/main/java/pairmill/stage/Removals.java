package pairmill.stage;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pairmill.pair.Hosts;
import pairmill.stage.Removal.Kind;
import pairmill.store.Store;

/// A removal list that is asked about one picture at a time: once it is fetched, or once it is
/// looked at. The plan asks about many at once, see [Planner.PlanSpec].
public final class Removals {
  static final Removals NONE = new Removals();

  private final Map<Kind, Set<String>> values = new EnumMap<>(Kind.class);
  private final List<PdqHash> looks = new ArrayList<>();

  private Removals() {}

  static Removals read(Store store, String key) throws IOException {
    try (InputStream list = store.open(key)) {
      return read(list, key);
    }
  }

  /// Reads a list as [Removal#read] does.
  ///
  /// @param name of the list, for messages
  /// @throws IllegalArgumentException naming list, line and value, when a line is no removal
  public static Removals read(InputStream list, String name) throws IOException {
    Removals removals = new Removals();
    Removal.read(list, name, removals::add);
    return removals;
  }

  private void add(Removal removal) {
    if (removal.kind() == Kind.PDQ) {
      looks.add(PdqHash.of(removal.value()));
      return;
    }
    values.computeIfAbsent(removal.kind(), kind -> new HashSet<>()).add(removal.value());
  }

  boolean contains(BodyHashes body) {
    return containsPicture(body.md5())
        || containsPicture(body.sha1())
        || containsPicture(body.sha256());
  }

  /// True when the bytes of a picture have this hash.
  ///
  /// @param hash MD5, SHA-1 or SHA-256, hexadecimal, lower case
  public boolean containsPicture(String hash) {
    return has(Kind.PICTURE, hash);
  }

  /// True when the pair of this hash is on the list.
  public boolean containsPair(long hash) {
    return has(Kind.PAIR, Long.toString(hash));
  }

  /// True when a picture on the list looks like this one.
  ///
  /// @param pdq its PDQ hash, 64 hexadecimal digits; null when it is too plain for one
  public boolean containsLook(@Nullable String pdq) {
    if (pdq == null || looks.isEmpty()) {
      return false;
    }
    PdqHash hash = PdqHash.of(pdq);
    return looks.stream().anyMatch(hash::isNear);
  }

  /// True when an address is on the list, or its domain, or one above that.
  public boolean containsAddress(String url) {
    return has(Kind.ADDRESS, url) || containsDomain(Hosts.of(url));
  }

  private boolean containsDomain(String host) {
    for (String name = host; ; name = name.substring(name.indexOf('.') + 1)) {
      if (has(Kind.DOMAIN, name)) {
        return true;
      }
      if (name.indexOf('.') < 0) {
        return false;
      }
    }
  }

  private boolean has(Kind kind, String value) {
    return values.getOrDefault(kind, Set.of()).contains(value);
  }
}
