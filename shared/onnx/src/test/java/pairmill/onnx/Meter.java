package pairmill.onnx;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Measures how many items of one kind of work a second does, in rounds.
final class Meter {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final String label;
  private final Work work;
  private final List<Double> perCpuSecond = new ArrayList<>();
  private final List<Double> perSecond = new ArrayList<>();

  /// Some work.
  interface Work {
    /// Does it once, or a part of it that is not the one before.
    ///
    /// @param turn how often it was done before
    /// @return items done
    int run(int turn) throws IOException;
  }

  private Meter(String label, Work work) {
    this.label = label;
    this.work = work;
  }

  /// Measures one kind of work after another in each round, so that whatever else the machine does
  /// meets them all, and prints the median and the best round of each.
  ///
  /// @param seconds that a round takes at least
  static void measure(String unit, List<Meter> meters, int rounds, double seconds)
      throws IOException {
    for (Meter meter : meters) {
      meter.work.run(0);
      meter.round(seconds, false);
    }
    for (int round = 0; round < rounds; round++) {
      for (Meter meter : meters) {
        meter.round(seconds, true);
      }
    }
    System.out.printf(
        "%n%-36s %12s %8s %12s %8s%n", unit, "per CPU-s", "best", "per second", "best");
    for (Meter meter : meters) {
      System.out.printf(
          "%-36s %12.1f %8.1f %12.1f %8.1f%n",
          meter.label,
          median(meter.perCpuSecond),
          Collections.max(meter.perCpuSecond),
          median(meter.perSecond),
          Collections.max(meter.perSecond));
    }
  }

  static Meter of(String label, Work work) {
    return new Meter(label, work);
  }

  /// CPU time of this process, all threads, in nanoseconds.
  static long cpuNanos() {
    return SYSTEM.getProcessCpuTime();
  }

  private void round(double seconds, boolean counted) throws IOException {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    long items = 0;
    for (int turn = 0; turn == 0 || System.nanoTime() - start < seconds * 1e9; turn++) {
      items += work.run(turn);
    }
    double wall = (System.nanoTime() - start) / 1e9;
    if (counted) {
      perSecond.add(items / wall);
      perCpuSecond.add(items / ((cpuNanos() - cpu) / 1e9));
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
