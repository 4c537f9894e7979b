package pairmill.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingTest {
  @Test
  void anArchiveInAFolderBelongsToTheRunOfThatName() {
    Incoming archive = Incoming.of("incoming/CC-MAIN-2023.06/a b+c é.warc.gz");
    assertEquals(new Incoming("CC-MAIN-2023.06", "a b+c é.warc.gz"), archive);
    assertFalse(archive.alone());
    assertEquals("incoming/CC-MAIN-2023.06/a b+c é.warc.gz", archive.key());
    assertEquals("data", Incoming.of("incoming/r/data").name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.warc.gz", "A.WAT", "old.arc.zst", "CC-x.warc.wat.gz", "a.warc.b.gz"})
  void aLoneArchiveIsARunOfItsName(String name) {
    Incoming archive = Incoming.of("incoming/" + name);
    assertEquals(new Incoming(name, name), archive);
    assertTrue(archive.alone());
    assertEquals("incoming/" + name, archive.key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b+c.warc", "é名🙂.wat.gz", ".warc", "..warc", "%2e%2e.warc", "C:x.arc", "-.wat"})
  void aLoneArchiveOfAnotherNameIsARunOfAPlainOne(String name) {
    assertPlain(name);
    assertPlain("n".repeat(500) + name);
  }

  private static void assertPlain(String name) {
    Incoming archive = Incoming.of("incoming/" + name);
    assertEquals(name, archive.name());
    assertTrue(archive.run().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"), archive::run);
    assertTrue(archive.alone());
    assertEquals("incoming/" + name, archive.key());
  }

  @Test
  void likeNamesAreRunsOfTheirOwn() {
    assertFalse(
        Incoming.of("incoming/a b.warc").run().equals(Incoming.of("incoming/a+b.warc").run()));
  }

  @Test
  void aKeyMayBeAsLongAsOfS3() {
    String name = "é".repeat(505) + ".warc";
    assertEquals(name, Incoming.of("incoming/" + name).name());
    assertRefused("incoming/" + name + "x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "incoming",
        "incoming/",
        "incoming//",
        "incoming//a.warc",
        "incoming/r/",
        "incoming/r/.",
        "incoming/r/..",
        "incoming/../a.warc",
        "incoming/./a.warc",
        "incoming/r/folder/a.warc",
        "incoming/r//a.warc",
        "incoming/r s/a.warc",
        "incoming/é/a.warc",
        "incoming/.r/a.warc",
        "incoming/a.warc.gz/b.warc.gz",
        "incoming/r/a\nb.warc",
        "incoming/r/a\0b.warc",
        "incoming/r/a\\b.warc",
        "incoming/a\u0085.warc",
        "incoming/readme.txt",
        "incoming/_SUCCESS",
        "incoming/a.warc.\n",
        "incoming/a.warc.x y",
        "outgoing/r/a.warc",
        "Incoming/r/a.warc"
      })
  void otherKeysAreRefusedInASentence(String key) {
    assertRefused(key);
  }

  private static void assertRefused(String key) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Incoming.of(key)).getMessage());
    assertTrue(message.matches("[\\P{Cc}]{20,450}"), message);
  }

  @Test
  void runsHavePlainNames() {
    assertEquals("r.1_b-c", Incoming.checkedRun("r.1_b-c"));
    assertRefusedRun("");
    assertRefusedRun("..");
    assertRefusedRun("a/b");
    assertRefusedRun("a.warc.gz");
    assertRefusedRun("r".repeat(101));
  }

  private static void assertRefusedRun(String run) {
    assertThrows(IllegalArgumentException.class, () -> Incoming.checkedRun(run));
  }
}
