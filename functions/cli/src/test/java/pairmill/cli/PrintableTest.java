package pairmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void whatATerminalCouldObeyIsWrittenOut() {
    assertEquals("a\\u001b[2Jb\\u0007", Printable.of("a\u001b[2Jb\u0007", 80));
    assertEquals("\\u009b31m", Printable.of("\u009b31m", 80));
    assertEquals("two\\u000alines\\u2028", Printable.of("two\nlines\u2028", 80));
  }

  @Test
  void whatTurnsTheDirectionIsWrittenOut() {
    assertEquals("photo\\u202egpj.exe", Printable.of("photo\u202egpj.exe", 80));
  }

  @Test
  void brokenSurrogatesAreWrittenOut() {
    assertEquals("\\ud83d!", Printable.of("\ud83d!", 80));
  }

  @Test
  void textOfEveryScriptStays() {
    assertEquals("Кот 猫 غروب 🐈", Printable.of("Кот 猫 غروب 🐈", 80));
  }

  @Test
  void longTextIsCutByItsCodePoints() {
    assertEquals("12345", Printable.of("12345", 5));
    assertEquals("12...", Printable.of("123456", 5));
    assertEquals("🐈🐈...", Printable.of("🐈🐈🐈🐈🐈🐈", 5));
    assertEquals("🐈🐈🐈🐈🐈", Printable.of("🐈🐈🐈🐈🐈", 5));
  }

  @Test
  void columnsAreAlignedAndTheirCellsPrintable() {
    TextTable table = new TextTable(8, "lr").row("name", "n").row("a\tb", "1,234");
    assertEquals(
        """
        name          n
        a\\u0009b  1,234
        """,
        table.toString());
    assertThrows(IllegalArgumentException.class, () -> table.row("alone"));
  }
}
