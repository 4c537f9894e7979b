package pairmill.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GramTableTest {
  private static double logarithm(String gram, int language) {
    return (gram.hashCode() ^ language) % 3 == 0 ? 0 : -1 - language - (gram.hashCode() & 0xff);
  }

  private static GramTable table() throws IOException {
    MemorySegment image = TinyTable.image(Arena.ofAuto(), GramTableTest::logarithm);
    return new GramTable(image, ImageHeader.read(image, Snapshot.LINGUA));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void tellsTheLogarithmInEachLanguage(int length) throws IOException {
    GramTable table = table();
    for (String gram : TinyTable.grams(length)) {
      long key = TinyTable.key(gram);
      float[] row = new float[Languages.ROW];
      table.put(table.find(length, key, table.bucket(length, key)), row, 0);
      for (int language = 0; language < Languages.COUNT; language++) {
        assertEquals((float) logarithm(gram, language), row[language], gram + " " + language);
      }
    }
  }

  @Test
  void unigramsStandInRowsByCode() throws IOException {
    GramTable table = table();
    for (String gram : TinyTable.grams(1)) {
      for (int language = 0; language < Languages.COUNT; language++) {
        int place = table.code(gram.charAt(0)) * Languages.ROW + language;
        assertEquals((float) logarithm(gram, language), table.unigrams()[place], gram);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ad", "da", "a漢", "漢a", "漢字", "abd", "abcd", "aaaa漢", "abcad", "a\0"})
  void whatIsInNoModelIsAbsent(String gram) throws IOException {
    GramTable table = table();
    long key = table.code(gram.charAt(0));
    for (int i = 1; i < gram.length(); i++) {
      key = table.longer(key, gram.charAt(i));
    }
    long bucket = table.bucket(gram.length(), key);
    boolean absent =
        bucket == GramTable.ABSENT || table.find(gram.length(), key, bucket) == GramTable.ABSENT;
    assertTrue(absent);
  }
}
