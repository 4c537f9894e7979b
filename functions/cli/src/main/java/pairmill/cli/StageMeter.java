package pairmill.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.stage.Progress;

/// Counts what the stages do, and what they cost. Safe for use by many threads.
public final class StageMeter implements Progress {
  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final LongSupplier cpuNanos;
  private final long inputBytes;
  private final Map<StageName, Count> counts = new EnumMap<>(StageName.class);
  private long lastTime;
  private long lastCpu;

  /// A meter that reads its clocks where it is told to.
  ///
  /// @param cpuNanos CPU time of the process
  /// @param inputBytes size of all inputs as stored, which extract will read
  StageMeter(LongSupplier nanoTime, LongSupplier cpuNanos, long inputBytes) {
    this.nanoTime = nanoTime;
    this.cpuNanos = cpuNanos;
    this.inputBytes = inputBytes;
    this.lastTime = nanoTime.getAsLong();
    this.lastCpu = cpuNanos.getAsLong();
  }

  /// A meter of this process.
  ///
  /// @param inputBytes size of all inputs as stored
  public static StageMeter ofThisProcess(long inputBytes) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new StageMeter(System::nanoTime, system::getProcessCpuTime, inputBytes);
  }

  @Override
  public synchronized void started(StageName stage) {
    charge();
    count(stage).tasks++;
  }

  @Override
  public synchronized void finished(StageName stage) {
    charge();
    count(stage).tasks--;
  }

  @Override
  public synchronized void kept(StageName stage, long items) {
    count(stage).kept += items;
  }

  @Override
  public synchronized void refused(StageName stage, Reason reason, long items) {
    count(stage).refused.merge(reason, items, Long::sum);
  }

  @Override
  public synchronized void bytes(StageName stage, long bytes) {
    count(stage).bytes += bytes;
  }

  /// What each stage that did anything has cost so far, in the order of the journey.
  public synchronized List<StageUsage> usage() {
    charge();
    List<StageUsage> usage = new ArrayList<>();
    counts.forEach((stage, count) ->
        usage.add(
            new StageUsage(
                stage,
                count.nanos / NANOS,
                count.cpuNanos / NANOS,
                count.kept + count.allRefused(),
                count.bytes)));
    return usage;
  }

  /// How far each stage is that did anything, in the order of the journey.
  synchronized List<StageState> states() {
    charge();
    List<StageState> states = new ArrayList<>();
    counts.forEach((stage, count) -> states.add(state(stage, count)));
    return states;
  }

  private StageState state(StageName stage, Count count) {
    return new StageState(
        stage,
        count.tasks > 0,
        count.kept,
        count.refused,
        planned(stage),
        count.bytes,
        stage == StageName.EXTRACT ? inputBytes : 0,
        count.nanos / NANOS);
  }

  // What the plan kept goes to the download, and what that keeps goes on.
  private long planned(StageName stage) {
    Count plan = counts.getOrDefault(StageName.PLAN, new Count());
    return switch (stage) {
      case EXTRACT, PLAN, PUBLISH -> 0;
      case DOWNLOAD -> plan.kept;
      case SCORE -> plan.kept - counts.getOrDefault(StageName.DOWNLOAD, new Count()).allRefused();
    };
  }

  private Count count(StageName stage) {
    return counts.computeIfAbsent(stage, s -> new Count());
  }

  /// Puts the time since the last call on the account of the stages that worked in it.
  private void charge() {
    long time = nanoTime.getAsLong();
    long cpu = cpuNanos.getAsLong();
    List<Count> active = counts.values().stream().filter(count -> count.tasks > 0).toList();
    for (Count count : active) {
      count.nanos += time - lastTime;
      count.cpuNanos += (cpu - lastCpu) / (double) active.size();
    }
    lastTime = time;
    lastCpu = cpu;
  }

  private static final class Count {
    private final SortedMap<Reason, Long> refused = new TreeMap<>();
    private int tasks;
    private long kept;
    private long bytes;
    private long nanos;
    private double cpuNanos;

    long allRefused() {
      return refused.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
