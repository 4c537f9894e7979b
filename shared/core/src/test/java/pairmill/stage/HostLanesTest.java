package pairmill.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pairmill.download.PlannedPair;
import pairmill.pair.Hosts;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;

@Timeout(60)
class HostLanesTest {
  private static List<PlannedPair> pairs(int hosts, int each) {
    List<PlannedPair> pairs = new ArrayList<>();
    Provenance place = new Provenance("", 0, 0, "", null, null, null);
    for (int i = 0; i < hosts * each; i++) {
      String url = "http://h%d.example/%d".formatted(i % hosts, i);
      pairs.add(new PlannedPair(new Pair(url, "", Language.UNTOLD, place), "", null));
    }
    return pairs;
  }

  @Test
  void everyPairIsWorkedOnOnceAndNoHostByMoreThanTwo() throws Exception {
    List<PlannedPair> pairs = pairs(20, 100);
    AtomicIntegerArray worked = new AtomicIntegerArray(pairs.size());
    Map<String, AtomicInteger> busy = new ConcurrentHashMap<>();
    AtomicInteger most = new AtomicInteger();
    HostLanes.run(
        pairs,
        () -> false,
        (index, pair) -> {
          assertSame(pairs.get(index), pair);
          AtomicInteger host =
              busy.computeIfAbsent(Hosts.of(pair.pair().url()), h -> new AtomicInteger());
          most.accumulateAndGet(host.incrementAndGet(), Math::max);
          LockSupport.parkNanos(1);
          worked.incrementAndGet(index);
          host.decrementAndGet();
        });
    assertTrue(IntStream.range(0, pairs.size()).allMatch(i -> worked.get(i) == 1));
    assertTrue(most.get() <= HostLanes.LANES, "at once: " + most);
  }

  @Test
  void aHostHasTwoLanesAndAllHostsHaveTheirsAtOnce() throws Exception {
    CountDownLatch all = new CountDownLatch(3 * HostLanes.LANES);
    HostLanes.run(
        pairs(3, HostLanes.LANES),
        () -> false,
        (index, pair) -> {
          all.countDown();
          all.await();
        });
    assertEquals(0, all.getCount());
  }

  @Test
  void nothingToDoEndsAtOnce() throws Exception {
    HostLanes.run(
        List.of(),
        () -> false,
        (index, pair) -> {
          throw new AssertionError("no pair");
        });
  }

  @Test
  void theFirstFailureEndsTheOthersAndIsThrown() {
    for (Exception failure : List.of(new IOException("x"), new IllegalStateException("x"))) {
      CountDownLatch never = new CountDownLatch(1);
      AtomicInteger others = new AtomicInteger();
      Exception thrown =
          assertThrows(
              Exception.class,
              () ->
                  HostLanes.run(
                      pairs(10, 50),
                      () -> false,
                      (index, pair) -> {
                        if (index == 5) {
                          throwAny(failure);
                        }
                        others.incrementAndGet();
                        never.await();
                      }));
      assertSame(failure, thrown);
      assertTrue(others.get() < 10 * HostLanes.LANES, "others: " + others);
    }
  }

  private static void throwAny(Exception failure) throws IOException {
    switch (failure) {
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new AssertionError(failure);
    }
  }

  @Test
  void lanesThatHearNoInterruptEndAtTheirNextPair() {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    AtomicInteger worked = new AtomicInteger();
    assertThrows(
        IOException.class,
        () ->
            HostLanes.run(
                pairs(2, 1000),
                () -> false,
                (index, pair) -> {
                  if (index == 0) {
                    started.await();
                    failed.countDown();
                    throw new IOException("x");
                  }
                  started.countDown();
                  // deaf until its thread is asked to stop
                  while (!Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(1);
                  }
                  worked.incrementAndGet();
                }));
    assertEquals(0, failed.getCount());
    assertTrue(worked.get() <= 3, "worked: " + worked);
  }

  @Test
  void anInterruptEndsAllLanes() throws Exception {
    CountDownLatch working = new CountDownLatch(4);
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    List<Throwable> thrown = new ArrayList<>();
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              try {
                HostLanes.run(
                    pairs(2, 100),
                    () -> false,
                    (index, pair) -> {
                      working.countDown();
                      try {
                        never.await();
                      } finally {
                        ended.incrementAndGet();
                      }
                    });
              } catch (IOException | InterruptedException e) {
                thrown.add(e);
              }
            });
    working.await();
    caller.interrupt();
    caller.join();
    assertEquals(InterruptedException.class, thrown.getFirst().getClass());
    assertEquals(4, ended.get());
  }
}
