package pairmill.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pairmill.pair.Hosts;

/// What somebody asked to be left out, as a line of a removal list says it.
///
/// @param value as it is looked up: a host in lower case without a closing dot, a hash in lower
///   case, a number without leading zeros
public record Removal(Kind kind, String value) {
  private static final Pattern PICTURE =
      Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}");
  private static final Pattern PERCEPTUAL = Pattern.compile("(?i)pdq:[0-9a-f]{64}");
  private static final Pattern PAIR = Pattern.compile("-?[0-9]+");
  private static final Pattern IP_V6 = Pattern.compile("\\[[0-9a-f:.]+]");

  // With a dot: a word alone is more likely a hash that lost a digit than a host.
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)+");

  private static final int LONGEST_SHOWN = 100;

  /// What a line may hold.
  public enum Kind {
    /// The address of a picture, letter by letter.
    ADDRESS,

    /// A host, which takes those below it with it.
    DOMAIN,

    /// The `hash` of a pair, a signed 64-bit number.
    PAIR,

    /// The MD5, SHA-1 or SHA-256 of a picture's bytes as received, in hexadecimal.
    PICTURE,

    /// The PDQ hash of a picture, in hexadecimal: it takes those that look like it with it.
    PDQ
  }

  /// Takes the removals of a list in their order.
  ///
  /// @param <E> what may go wrong in taking them
  @FunctionalInterface
  public interface Sink<E extends Exception> {
    void take(Removal removal) throws E, IOException;
  }

  /// Reads a list: UTF-8, one removal a line; blank lines and those that start with # are skipped.
  ///
  /// A domain comes once for each spelling that addresses may have: Unicode and Punycode.
  ///
  /// @param name of the list, for messages
  /// @throws IllegalArgumentException naming list, line and value, when a line is no removal
  public static <E extends Exception> void read(InputStream list, String name, Sink<E> sink)
      throws E, IOException {
    // Bytes become text line by line, so that the line that is no UTF-8 is known.
    BufferedReader lines = new BufferedReader(new InputStreamReader(list, ISO_8859_1));
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      for (Removal removal : parse(line, name + ", line " + number)) {
        sink.take(removal);
      }
      number++;
    }
  }

  private static List<Removal> parse(String bytes, String place) {
    String line = text(bytes, place);
    if (line.isEmpty() || line.startsWith("#")) {
      return List.of();
    } else if (line.contains("://")) {
      return List.of(address(line, place));
    } else if (PICTURE.matcher(line).matches()) {
      return List.of(new Removal(Kind.PICTURE, line.toLowerCase(Locale.ROOT)));
    } else if (PERCEPTUAL.matcher(line).matches()) {
      return List.of(new Removal(Kind.PDQ, line.substring(4).toLowerCase(Locale.ROOT)));
    } else if (PAIR.matcher(line).matches()) {
      return List.of(pair(line, place));
    }
    return spellings(line, place).stream().map(host -> new Removal(Kind.DOMAIN, host)).toList();
  }

  private static String text(String bytes, String place) {
    try {
      String line =
          UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1))).toString();
      return (line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
    } catch (CharacterCodingException e) {
      throw wrong(place, bytes, "not UTF-8", e);
    }
  }

  private static Removal address(String line, String place) {
    String scheme = line.substring(0, line.indexOf("://")).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || Hosts.of(line).isEmpty()) {
      throw wrong(place, line, "not an http or https address", null);
    }
    return new Removal(Kind.ADDRESS, line);
  }

  private static Removal pair(String line, String place) {
    try {
      return new Removal(Kind.PAIR, Long.toString(Long.parseLong(line)));
    } catch (NumberFormatException e) {
      throw wrong(place, line, "neither the 64-bit hash of a pair nor the hash of a picture", e);
    }
  }

  private static Set<String> spellings(String line, String place) {
    String name = line.toLowerCase(Locale.ROOT);
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (IP_V6.matcher(name).matches()) {
      return Set.of(name);
    }
    try {
      String ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      if (DOMAIN.matcher(ascii).matches()) {
        return new LinkedHashSet<>(
            List.of(ascii, name, IDN.toUnicode(ascii, IDN.ALLOW_UNASSIGNED)));
      }
    } catch (IllegalArgumentException e) {
      throw wrong(place, line, "not a domain", e);
    }
    throw wrong(place, line, "not an address, domain or hash", null);
  }

  private static IllegalArgumentException wrong(
      String place, String value, String problem, @Nullable Exception cause) {
    String shown =
        value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "...";
    return new IllegalArgumentException(place + ": '" + shown + "' is " + problem, cause);
  }
}
