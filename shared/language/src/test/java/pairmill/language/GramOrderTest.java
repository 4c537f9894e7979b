package pairmill.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GramOrderTest {
  private final CaptionText text = new CaptionText();
  private final GramOrder order = new GramOrder();

  private void comesInTheOrderOfASet(String caption) {
    text.take(caption);
    for (int count = 1; count <= GramFile.LONGEST; count++) {
      Set<String> expected = new HashSet<>();
      for (int i = 0; i + count <= text.length(); i++) {
        String gram = new String(text.units(), i, count);
        if (gram.codePoints().allMatch(Character::isLetter)) {
          expected.add(gram);
        }
      }
      List<String> told = new ArrayList<>();
      int size = order.take(text, count);
      for (int i = 0; i < size; i++) {
        told.add(new String(text.units(), order.start(i), count));
      }
      assertEquals(List.copyOf(expected), told, caption);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 11, 14, 30, 60, 200, 2_000})
  void isThatOfASet(int most) {
    RandomGenerator random = new Random(most);
    HostileTexts.random(random, 20_000 / (most + 10), most).forEach(this::comesInTheOrderOfASet);
    HostileTexts.units(random, 20_000 / (most + 10), most).forEach(this::comesInTheOrderOfASet);
  }

  @Test
  void isThatOfASetWhereHashesAreEqual() {
    // "ab" and "ba" less one and 31: hashes of strings are numbers to the base of 31.
    List<String> equal = List.of("\u4e50\u4e50", "\u4e4f\u4e6f", "\u4e4e\u4e8e");
    assertEquals(1, equal.stream().map(String::hashCode).distinct().count());
    StringBuilder caption = new StringBuilder();
    for (String first : equal) {
      for (String second : equal) {
        for (String third : List.of("", "\u4e00", "\u4e10", "\u4e20", "\u4e30")) {
          caption.append(third).append(first).append(second).append(' ');
          comesInTheOrderOfASet(caption.toString());
        }
      }
    }
  }

  @Test
  void isThatOfASetWhereChainsAreLong() {
    // Every 16th, 32nd, 64th and 1,024th character: all in one bin, until the set grows.
    int trees = 0;
    for (int step : List.of(16, 32, 64, 128, 1_024)) {
      StringBuilder caption = new StringBuilder();
      for (int unit = 0x4e00; unit < 0x9f00 && caption.length() < 60; unit += step) {
        caption.append((char) unit);
        comesInTheOrderOfASet(caption.toString());
        trees++;
      }
    }
    assertTrue(trees > 200, trees + " texts");
  }
}
