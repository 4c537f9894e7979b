package pairmill.stage;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import pairmill.pair.Hosts;
import pairmill.stage.Removal.Kind;
import pairmill.store.Store;

/// The part of a removal list that only a fetched picture can tell: the hashes of its bytes, and
/// the address or domain that it came from in the end. What planned pairs tell is the plan's, see
/// [Planner.PlanSpec].
final class Removals {
  static final Removals NONE = new Removals();

  private final Map<Kind, Set<String>> values = new EnumMap<>(Kind.class);

  private Removals() {}

  static Removals read(Store store, String key) throws IOException {
    Removals removals = new Removals();
    try (InputStream list = store.open(key)) {
      Removal.read(list, key, removals::add);
    }
    return removals;
  }

  private void add(Removal removal) {
    values.computeIfAbsent(removal.kind(), kind -> new HashSet<>()).add(removal.value());
  }

  boolean contains(BodyHashes body) {
    return has(Kind.PICTURE, body.md5()) || has(Kind.PICTURE, body.sha256());
  }

  boolean containsAddress(String url) {
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
