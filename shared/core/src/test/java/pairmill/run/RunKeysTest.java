package pairmill.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunKeysTest {
  private static final RunKeys KEYS = new RunKeys("r");

  @Test
  void aRunHasAFolderUnlessItHasTheStoreToItself() {
    assertEquals("runs/r/run.json", KEYS.spec());
    assertEquals("runs/r/samples/00012.tar", KEYS.tar(12));
    assertEquals("run.json", new RunKeys("").spec());
    assertEquals("dataset/manifest.json", new RunKeys("").manifest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "../../a",
        "a/b",
        "a\\b",
        "a\0b",
        ".hidden",
        "_hidden",
        "s3://bucket/ä 名.warc.gz",
        "CON"
      })
  void namesOfArchivesGiveOnePlainFileName(String input) {
    String key = KEYS.pairs(input);
    assertTrue(key.matches("runs/r/extract/pairs/[A-Za-z0-9-][A-Za-z0-9._-]*\\.parquet"), key);
  }

  @Test
  void theEndOfALongNameIsNoHiddenFile() {
    String name = "n".repeat(99);
    assertTrue(KEYS.pairs("a/" + name).startsWith("runs/r/extract/pairs/" + name + "-"));
  }

  @Test
  void archivesOfLikeNamesAreKeptApart() {
    assertNotEquals(KEYS.pairs("a/b"), KEYS.pairs("a_b"));
    String longName = "n".repeat(3000);
    assertNotEquals(KEYS.pairs(longName), KEYS.pairs("m" + longName));
    assertTrue(KEYS.extractStats(longName).length() < 200);
  }

  @Test
  void numbersHaveTheSameDigitsEverywhere() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertEquals("runs/r/plan/00012.parquet", KEYS.shard(12));
    } finally {
      Locale.setDefault(before);
    }
  }
}
