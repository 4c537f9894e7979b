package pairmill.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PairHashTest {
  /// The first three are from an implementation of MurmurHash3 in Python, the last one is a row of
  /// a published table.
  @ParameterizedTest
  @CsvSource({
    "http://example.com/cat.jpg, a cat, 2948487617557622780",
    "https://example.com/a.jpg, 公共の場所, -5248619020323976698",
    "'', '', 0",
    "http://1.bp.blogspot.com/-4nSga1sbduI/UDT3Q1H9dzI/AAAAAAAABWE/O7_lyFGjmU0/s1600/"
        + "Vintage+Wedding+Table+Decorations+Pictures.jpg, Cake Table Decoration Ideas, "
        + "4623837408423549118",
  })
  void hashesAreThePublishedOnes(String url, String caption, long hash) {
    assertEquals(hash, PairHash.of(url, caption));
  }

  @Test
  void thePlaceWhereUrlAndCaptionMeetIsNotHashed() {
    assertEquals(PairHash.of("ab", "c"), PairHash.of("a", "bc"));
    assertNotEquals(PairHash.of("ab", "c"), PairHash.of("ba", "c"));
  }

  @Test
  void aPairHasTheHashOfItsTexts() {
    var provenance = new Provenance("a.warc.gz", 0, 0, "http://example.com/", null, null, null);
    var pair = new Pair("http://example.com/cat.jpg", "a cat", Language.UNTOLD, provenance);
    assertEquals(2948487617557622780L, pair.hash());
  }
}
