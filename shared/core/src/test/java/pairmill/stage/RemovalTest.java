package pairmill.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemovalTest {
  private static final String NINES = "9".repeat(64);

  private static List<String> read(byte[] list) throws IOException {
    List<String> removals = new ArrayList<>();
    Removal.read(
        new ByteArrayInputStream(list),
        "list.txt",
        removal -> removals.add(removal.kind() + " " + removal.value()));
    return removals;
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.org/B.jpg?x=#y, ADDRESS https://a.org/B.jpg?x=#y",
    "HTTP://A.org, ADDRESS HTTP://A.org",
    "' Example.COM. ', DOMAIN example.com",
    "192.0.2.1, DOMAIN 192.0.2.1",
    "[2001:DB8::1], DOMAIN [2001:db8::1]",
    "-9223372036854775808, PAIR -9223372036854775808",
    "0042, PAIR 42",
    "D41D8CD98F00B204E9800998ECF8427E, PICTURE d41d8cd98f00b204e9800998ecf8427e",
    "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709, PICTURE da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "12345678901234567890123456789012, PICTURE 12345678901234567890123456789012"
  })
  void lineIsWhatItLooksLike(String line, String removal) throws IOException {
    assertEquals(List.of(removal), read(line.getBytes(UTF_8)));
  }

  @Test
  void numberOfSixtyFourDigitsIsThatOfAPicture() throws IOException {
    assertEquals(List.of("PICTURE " + NINES), read(NINES.getBytes(UTF_8)));
  }

  @Test
  void lookOfAPictureIsItsPdqHash() throws IOException {
    assertEquals(
        List.of("PDQ " + "ab".repeat(32)), read(("PDQ:" + "aB".repeat(32)).getBytes(UTF_8)));
    assertThrows(IllegalArgumentException.class, () -> read("pdq:ab".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bücher.EXAMPLE", "xn--BCHER-kva.example.", "bücher。example"})
  void domainComesInEachSpelling(String line) throws IOException {
    List<String> removals = read(line.getBytes(UTF_8));
    assertEquals("DOMAIN xn--bcher-kva.example", removals.getFirst());
    assertEquals("DOMAIN bücher.example", removals.getLast());
  }

  @Test
  void commentsBlankLinesAndByteOrderMarksSayNothing() throws IOException {
    assertEquals(
        List.of("DOMAIN a.org", "PAIR 7"), read("\uFEFF# x\r\n\r\n  \na.org\r\n7".getBytes(UTF_8)));
    assertEquals(List.of("PAIR 7"), read("\uFEFF7\n".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-12345678901234567890123456789012",
        "d41d8cd98f00b204e9800998ecf8427",
        "ftp://a.org/x.jpg",
        "http://",
        "a.org/x.jpg",
        "a.org:80",
        "*.a.org",
        "two words",
        "a..org",
        ".",
        "word"
      })
  void lineThatIsNoRemovalIsToldWithItsPlace(String line) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> read(("a.org\n\n" + line).getBytes(UTF_8)));
    String start = "list.txt, line 3: '" + line + "' is n";
    assertEquals(start, String.valueOf(e.getMessage()).substring(0, start.length()));
  }

  @Test
  void lineThatIsNotUtf8IsToldWithItsPlace() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> read("a.org\ncafé.org\n".getBytes(ISO_8859_1)));
    assertEquals("list.txt, line 2: 'café.org' is not UTF-8", e.getMessage());
  }
}
