package pairmill.scorer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import pairmill.onnx.OnnxScorer;
import pairmill.onnx.Timings;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.shard.ShardStats;
import pairmill.stage.Progress;

/// What the scorer tells of itself at `/q/metrics`; `docs/reference/scorer.md` has a line for each.
/// Safe for use by many threads.
final class Meters implements Progress {
  private static final double NANOS = 1e9;

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Pulse pulse;
  private final Progress log;
  private final Map<String, LongAdder> tasks = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> samples = new ConcurrentHashMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong lastTaskMillis = new AtomicLong();

  /// @param log hears of commits, too
  Meters(MeterRegistry registry, InstantSource clock, Pulse pulse, Progress log) {
    this.registry = registry;
    this.clock = clock;
    this.pulse = pulse;
    this.log = log;
    for (String outcome : new String[] {"done", "failed", "released"}) {
      count("pairmill.tasks", "outcome", outcome, counter(tasks, outcome), LongAdder::sum);
    }
    for (String outcome : new String[] {"kept", "refused"}) {
      count("pairmill.samples", "outcome", outcome, counter(samples, outcome), LongAdder::sum);
    }
    registry.gauge("pairmill.tasks.in.flight", inFlight);
    registry.gauge("pairmill.last.task.timestamp.seconds", lastTaskMillis, n -> n.get() / 1e3);
  }

  private static LongAdder counter(Map<String, LongAdder> counters, String outcome) {
    return counters.computeIfAbsent(outcome, _ -> new LongAdder());
  }

  private <T> void count(
      String name, String tag, String value, T counted, ToDoubleFunction<T> number) {
    FunctionCounter.builder(name, counted, number).tag(tag, value).register(registry);
  }

  /// Tells where the time goes.
  void phases(OnnxScorer scorer, StoreTimes store) {
    phase("read", store, times -> times.readNanos());
    phase("prepare", scorer, s -> prepareNanos(s.timings()));
    phase("infer", scorer, s -> s.timings().inferNanos());
    phase("write", store, times -> times.writeNanos());
  }

  private <T> void phase(String phase, T source, ToDoubleFunction<T> nanos) {
    count("pairmill.seconds", "phase", phase, source, s -> nanos.applyAsDouble(s) / NANOS);
  }

  private static double prepareNanos(Timings timings) {
    return timings.decodeNanos() + timings.tokenizeNanos() + timings.detectNanos();
  }

  /// A task was taken up.
  void began() {
    inFlight.incrementAndGet();
  }

  /// A task that was taken up ended.
  ///
  /// @param outcome `done`, `failed` or `released`
  void ended(String outcome) {
    inFlight.decrementAndGet();
    counter(tasks, outcome).increment();
    lastTaskMillis.set(clock.millis());
  }

  @Override
  public void kept(StageName stage, long items) {
    counter(samples, "kept").add(items);
    pulse.beat();
  }

  @Override
  public void refused(StageName stage, Reason reason, long items) {
    counter(samples, "refused").add(items);
    pulse.beat();
  }

  @Override
  public void committed(String key, ShardStats stats) {
    log.committed(key, stats);
  }

  @Override
  public void started(StageName stage) {}

  @Override
  public void finished(StageName stage) {}

  @Override
  public void bytes(StageName stage, long bytes) {}
}
