import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Asks pages in closed loops: each client asks the next as soon as it has read the one before.
///
///     java Load.java BASE PID CLIENTS SECONDS VALUES <pages
///
/// A line of `pages` is a name, a tab, and a path, in which `{word}` stands for the values named `word`, in turn, and
/// `{n}` for a number that was not asked with before; a line of the file VALUES is a name, a tab, and a value as
/// addresses have it. Each page is asked for three seconds before it is measured. Prints, for each page, a line of
/// tab-separated figures: name, answers, those of another status than 200, median and 95th percentile in ms, CPU-ms of
/// process PID and of this one an answer, and kB an answer as it is sent: packed by gzip where the server does that.
public final class Load {
  private static final double WARM_UP = 3;

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final Map<String, List<String>> values;
  private final AtomicLong turn = new AtomicLong();

  private Load(String base, Map<String, List<String>> values) {
    this.base = base;
    this.values = values;
  }

  public static void main(String... args) throws Exception {
    Map<String, List<String>> values = new HashMap<>();
    for (String line : Files.readAllLines(Path.of(args[4]))) {
      String[] pair = line.split("\t", 2);
      values.computeIfAbsent(pair[0], name -> new ArrayList<>()).add(pair[1]);
    }
    Load load = new Load(args[0], values);
    for (String line : new String(System.in.readAllBytes(), UTF_8).split("\n")) {
      String[] page = line.split("\t", 2);
      load.measure(page[1], Integer.parseInt(args[2]), WARM_UP);
      double server = cpu(args[1]);
      double own = own();
      Measured found = load.measure(page[1], Integer.parseInt(args[2]), Double.parseDouble(args[3]));
      int n = Math.max(1, found.millis.length);
      System.out.printf(
          "%s\t%d\t%d\t%.1f\t%.1f\t%.2f\t%.2f\t%.1f%n",
          page[0], found.millis.length, found.other, found.quantile(0.5), found.quantile(0.95),
          (cpu(args[1]) - server) / n, (own() - own) / n, found.bytes / 1e3 / n);
    }
    System.exit(0);
  }

  private record Measured(double[] millis, long other, long bytes) {
    double quantile(double share) {
      return millis.length == 0 ? Double.NaN : millis[(int) (share * (millis.length - 1))];
    }
  }

  private Measured measure(String path, int clients, double seconds) throws InterruptedException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    List<Double> millis = new ArrayList<>();
    AtomicLong other = new AtomicLong();
    AtomicLong bytes = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int c = 0; c < clients; c++) {
      threads.add(
          Thread.ofPlatform().start(() -> {
            while (System.nanoTime() < end) {
              long start = System.nanoTime();
              HttpResponse<byte[]> answer = ask(path);
              double took = (System.nanoTime() - start) / 1e6;
              bytes.addAndGet(answer.body().length);
              if (answer.statusCode() != 200 && other.getAndIncrement() == 0) {
                System.err.println(answer.statusCode() + " " + answer.uri());
              }
              synchronized (millis) {
                millis.add(took);
              }
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Measured(sorted, other.get(), bytes.get());
  }

  private HttpResponse<byte[]> ask(String path) {
    long n = turn.getAndIncrement();
    StringBuilder url = new StringBuilder(base);
    String[] parts = path.split("[{}]");
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 0) {
        url.append(parts[i]);
      } else if (parts[i].equals("n")) {
        url.append(n);
      } else {
        List<String> all = values.get(parts[i]);
        url.append(all.get((int) ((n * 7919 + i * 31L) % all.size())));
      }
    }
    try {
      return http.send(HttpRequest.newBuilder(URI.create(url.toString())).header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (Exception e) {
      System.err.println(url + ": " + e);
      System.exit(1);
      throw new IllegalStateException(e);
    }
  }

  // Fields 14 and 15 of /proc/PID/stat: hundredths of a second, in the program and in the kernel.
  private static double cpu(String pid) throws Exception {
    String stat = Files.readString(Path.of("/proc", pid, "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return 10.0 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
  }

  private static double own() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e6;
  }
}
