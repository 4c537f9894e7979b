package pairmill.language;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Tellers that wait for the next caption. No thread waits for another one: where two want the same
/// teller, one gets a new one.
final class TellerPool {
  private static final int SIZE = 64;

  private final AtomicReferenceArray<@Nullable LanguageTeller> idle =
      new AtomicReferenceArray<>(SIZE);

  LanguageTeller take() {
    LanguageTeller teller = idle.getAndSet(place(), null);
    return teller == null ? new LanguageTeller() : teller;
  }

  void give(LanguageTeller teller) {
    idle.lazySet(place(), teller);
  }

  private static int place() {
    return Math.floorMod(Thread.currentThread().threadId(), SIZE);
  }
}
