package pairmill.explorer.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Names that are looked for in captions.
///
/// @param name of the list, in addresses
/// @param lead what it is, in a sentence
record NameList(String name, String title, String lead, List<String> names) {
  /// The list that a visitor brings.
  static final String OWN = "own";

  private static final int MOST_NAMES = 2_000;
  private static final int MOST_BYTES = 100_000;

  /// Those that come with the program: files of one name a line.
  static final List<NameList> SHIPPED =
      List.of(
          shipped(
              "artists",
              "Artists",
              "Painters, printmakers and photographers, most of them long dead."),
          shipped(
              "celebrities",
              "Celebrities",
              "People of public life, of today and of the last century."),
          shipped(
              "characters",
              "Characters",
              "Figures of myths, fairy tales, books, comics and films."));

  /// The shipped list of that name.
  static Optional<NameList> named(String name) {
    return SHIPPED.stream().filter(list -> list.name.equals(name)).findFirst();
  }

  private static NameList shipped(String name, String title, String lead) {
    String file = "lists/" + name + ".txt";
    try (InputStream in = requireNonNull(NameList.class.getResourceAsStream(file), file)) {
      return new NameList(name, title, lead, lines(new String(in.readAllBytes(), UTF_8)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// The list that a visitor pasted, and one that was sent as a file.
  ///
  /// @throws IllegalArgumentException with a sentence, when it is too large or no text
  static NameList own(String pasted, byte[] file) {
    long bytes = (long) pasted.getBytes(UTF_8).length + file.length;
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "The list has %,d bytes; at most %,d are taken".formatted(bytes, MOST_BYTES));
    }
    List<String> names = lines(pasted + "\n" + text(file));
    if (names.isEmpty()) {
      throw new IllegalArgumentException("The list is empty: put one name on each line");
    }
    if (names.size() > MOST_NAMES) {
      throw new IllegalArgumentException(
          "The list has %,d names; at most %,d are counted".formatted(names.size(), MOST_NAMES));
    }
    return new NameList(OWN, "Your list", "", names);
  }

  private static String text(byte[] file) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("The file is no text in UTF-8", e);
    }
  }

  private static List<String> lines(String text) {
    Set<String> names = new LinkedHashSet<>();
    text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(names::add);
    return List.copyOf(names);
  }
}
