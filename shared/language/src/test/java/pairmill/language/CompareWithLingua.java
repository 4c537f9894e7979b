package pairmill.language;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import pairmill.pair.Language;

/// Compares all texts there are with Lingua's own answers, by hand: some minutes.
///
///     java -Dpairmill.data=../shared/data -cp ... pairmill.language.CompareWithLingua SNAPSHOT [HOSTILE]
final class CompareWithLingua {
  private CompareWithLingua() {}

  /// Prints what differs.
  ///
  /// @param arguments the snapshot, and how many hostile texts of each kind
  public static void main(String[] arguments) throws IOException {
    LinguaDetector detector =
        new LinguaDetector(LinguaDetector.DEFAULT_BAR, Snapshot.at(Path.of(arguments[0])));
    StockLingua lingua = new StockLingua(LinguaDetector.DEFAULT_BAR);
    for (String kind : LinguaTexts.KINDS) {
      compare(kind, LinguaTexts.read(kind, 1), lingua, detector);
    }
    List<String> joined = new ArrayList<>(LinguaTexts.read("sentences", 7));
    for (int i = 0; i + 20 < joined.size(); i += 20) {
      joined.set(i / 20, String.join(" ", joined.subList(i, i + 20)));
    }
    compare("long", joined.subList(0, joined.size() / 20), lingua, detector);
    int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    Random random = new Random(1);
    compare("hostile, short", HostileTexts.random(random, count, 20), lingua, detector);
    compare("hostile, around 120", HostileTexts.random(random, count, 140), lingua, detector);
    compare("hostile, long", HostileTexts.random(random, count / 10, 2_000), lingua, detector);
    compare("any units", HostileTexts.units(random, count, 40), lingua, detector);
    compare(
        "every unit",
        Stream.iterate(0, i -> i + 1)
            .limit(1 << 16)
            .map(unit -> "" + (char) (int) unit + "ab")
            .toList(),
        lingua,
        detector);
  }

  private static void compare(
      String kind, List<String> texts, StockLingua lingua, LinguaDetector detector) {
    int languages = 0;
    int margins = 0;
    double largest = 0;
    for (String text : texts) {
      Language expected = lingua.detect(text);
      Language told = detector.detect(text);
      languages += Objects.equals(expected.code(), told.code()) ? 0 : 1;
      double difference = Math.abs(margin(expected) - margin(told));
      margins += difference == 0 ? 0 : 1;
      largest = Math.max(largest, difference);
      if (!expected.equals(told) && margins + languages < 5) {
        System.out.println("  " + expected + " " + told + " " + text);
      }
    }
    System.out.printf(
        "%s: %,d texts, %d other languages, %d other margins, by %s at most%n",
        kind, texts.size(), languages, margins, largest);
  }

  private static double margin(Language language) {
    return Objects.requireNonNull(language.margin());
  }
}
