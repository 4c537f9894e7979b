package pairmill.mojibake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MojibakeTest {
  /// The right column is what `ftfy.fix_text` gives for the line, alone and behind one with a `<`.
  @ParameterizedTest
  @CsvSource({
    "caf&eacute;,café,caf&eacute;",
    "cafÃ©,café,café",
    "a &lt; b,a < b,a &lt; b",
    "caf&Atilde;&copy;,café,caf&Atilde;&copy;",
  })
  void linesBehindMarkupKeepTheirReferences(String line, String alone, String behind) {
    assertEquals(alone, Mojibake.repair(line));
    assertEquals(alone + "\n", Mojibake.repair(line + "\n", true));
    assertEquals(behind + "\n", Mojibake.repair(line + "\n", false));
  }
}
