package pairmill.language;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// Measures, by hand, the detector beside Lingua itself, which take turns: texts per CPU second of the
/// process, without the cache of captions. With the snapshot alone: what its first answers cost.
///
///     java -Dpairmill.data=../shared/data -cp ... pairmill.language.BenchLanguage SNAPSHOT [beside]
final class BenchLanguage {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private BenchLanguage() {}

  /// Prints what it costs.
  ///
  /// @param arguments the snapshot, and anything else where Lingua is to be measured too
  public static void main(String[] arguments) throws IOException {
    double start = seconds();
    Consumer<String> ours = ours(Path.of(arguments[0]));
    ours.accept("a dog on a bench");
    System.out.printf("first answer: %.2f CPU-s; %s%n", seconds() - start, memory());
    if (arguments.length == 1) {
      return;
    }
    StockLingua lingua = new StockLingua(LinguaDetector.DEFAULT_BAR);
    start = seconds();
    LinguaTexts.read("sentences", 50).forEach(lingua::detect);
    System.out.printf("Lingua, first answers: %.2f CPU-s; %s%n", seconds() - start, memory());
    for (String kind : LinguaTexts.KINDS) {
      List<String> texts = new ArrayList<>(LinguaTexts.read(kind, 3));
      Collections.shuffle(texts, new Random(1));
      double length = texts.stream().mapToInt(String::length).average().orElse(0);
      System.out.printf("%s of %.0f units on average%n", kind, length);
      beside(texts, lingua::detect, ours);
    }
  }

  private static void beside(List<String> texts, Consumer<String> lingua, Consumer<String> ours) {
    List<Double> theirRates = new ArrayList<>();
    List<Double> ourRates = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      theirRates.add(rate(texts, lingua));
      ourRates.add(rate(texts, ours));
      ratios.add(ourRates.getLast() / theirRates.getLast());
    }
    System.out.printf(
        "  texts per CPU-s: Lingua %s, here %s; times as fast: %s%n",
        spread(theirRates), spread(ourRates), spread(ratios));
  }

  private static String spread(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return "%,.0f (%,.0f to %,.0f)"
        .formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
  }

  // Over a second at least: the system counts CPU time in hundredths.
  private static double rate(List<String> texts, Consumer<String> detector) {
    double start = seconds();
    double told = 0;
    do {
      texts.forEach(detector);
      told += texts.size();
    } while (seconds() - start < 1);
    return told / (seconds() - start);
  }

  private static Consumer<String> ours(Path snapshot) throws IOException {
    GramTable table = Snapshot.at(snapshot).load();
    LanguageTeller teller = new LanguageTeller();
    return text -> teller.tell(text, () -> table);
  }

  private static double seconds() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }

  private static List<String> memory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM") || line.startsWith("Rss"))
        .toList();
  }
}
