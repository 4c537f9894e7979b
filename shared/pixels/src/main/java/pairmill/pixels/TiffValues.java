package pairmill.pixels;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of TIFF directory entries, written as Python writes them.
///
/// @param bytes the whole body: offsets may lead anywhere in it
/// @param base where the TIFF header stands; offsets count from it
/// @param little whether the low byte comes first
record TiffValues(Bytes bytes, int base, boolean little) {
  /// Lists this long or longer are not read, as in the reader whose texts these are.
  private static final int LONG_LIST = 1_000;

  private static final int MAX_TEXT = 4_096;

  /// Bytes of one value by type: byte, ASCII, short, long, ratio, then the signed ones, float,
  /// double, directory.
  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  /// What an entry holds.
  ///
  /// @param string the characters of an ASCII entry; null for numbers
  /// @param count as announced
  /// @param numbers `Long` for whole numbers, texts for ratios and floats
  record Value(@Nullable String string, long count, List<Object> numbers) {
    private static final int SHOWN_WHOLE = 50;
    private static final int SHOWN = 20;

    /// The value in words.
    String text(ExifTags.@Nullable Tag tag) {
      if (tag != null && tag.text()) {
        return characters();
      }
      if (string != null) {
        return string;
      }
      if (tag != null && !tag.labels().isEmpty()) {
        return labelled(tag);
      }
      if (count == 1) {
        return numbers.getFirst().toString();
      }
      return count > SHOWN_WHOLE && numbers.size() > SHOWN
          ? numbers.subList(0, SHOWN).toString().replaceFirst("]$", ", ... ]")
          : numbers.toString();
    }

    private String labelled(ExifTags.Tag tag) {
      StringBuilder words = new StringBuilder();
      for (Object number : numbers) {
        String label = number instanceof Long whole ? tag.labels().get(whole) : null;
        words.append(label == null ? number : label);
      }
      return words.toString();
    }

    private String characters() {
      if (string != null) {
        return string;
      }
      StringBuilder printed = new StringBuilder();
      for (Object number : numbers) {
        if (number instanceof Long code && code >= 32 && code < 256) {
          printed.append((char) code.intValue());
        }
      }
      return printed.isEmpty() ? digits() : printed.toString();
    }

    /// Of unprintable codes the numbers are shown, unless they are all zero.
    private String digits() {
      StringBuilder digits = new StringBuilder();
      numbers.forEach(digits::append);
      return digits.chars().allMatch(digit -> digit == '0') ? "" : digits.toString();
    }
  }

  boolean holds(long at) {
    return base + at < bytes.length();
  }

  int u16(long at) {
    return little ? bytes.u16le(base + at) : bytes.u16(base + at);
  }

  long u32(long at) {
    return little ? bytes.u32le(base + at) : bytes.u32(base + at);
  }

  /// The value of the entry at an offset; null when its type is unknown.
  @Nullable Value at(long entry) {
    int type = u16(entry + 2);
    if (type == 0 || type >= SIZES.length) {
      return null;
    }
    long count = u32(entry + 4);
    long at = count * SIZES[type] > 4 ? u32(entry + 8) : entry + 8;
    return type == 2
        ? new Value(string(at, count), count, List.of())
        : new Value(null, count, numbers(type, at, count));
  }

  private String string(long at, long count) {
    String raw = bytes.text(base + at, (int) Math.min(count, MAX_TEXT));
    int end = raw.indexOf('\0');
    byte[] characters =
        (end < 0 ? raw : raw.substring(0, end)).getBytes(StandardCharsets.ISO_8859_1);
    try {
      CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(characters));
      return decoded.toString();
    } catch (CharacterCodingException e) {
      return new String(characters, StandardCharsets.ISO_8859_1);
    }
  }

  private List<Object> numbers(int type, long at, long count) {
    List<Object> numbers = new ArrayList<>();
    for (long i = 0; i < count && count < LONG_LIST; i++) {
      numbers.add(number(type, at + i * SIZES[type]));
    }
    return numbers;
  }

  private Object number(int type, long at) {
    return switch (type) {
      case 1, 7 -> (long) bytes.u8(base + at);
      case 3 -> (long) u16(at);
      case 4, 13 -> u32(at);
      case 5 -> ratio(u32(at), u32(at + 4));
      case 6 -> (long) (byte) bytes.u8(base + at);
      case 8 -> (long) (short) u16(at);
      case 9 -> s32(at);
      case 10 -> ratio(s32(at), s32(at + 4));
      case 11 -> "(%s,)".formatted((double) Float.intBitsToFloat((int) u32(at)));
      default -> "(%s,)".formatted(Double.longBitsToDouble(u64(at)));
    };
  }

  private long s32(long at) {
    return u32(at) << 32 >> 32;
  }

  private long u64(long at) {
    return little ? (u32(at + 4) << 32) | u32(at) : (u32(at) << 32) | u32(at + 4);
  }

  /// In lowest terms, the sign in front; whole numbers without a denominator. Division by zero is
  /// left as it stands.
  private static String ratio(long numerator, long denominator) {
    if (denominator == 0) {
      return numerator + "/0";
    }
    long divisor =
        BigInteger.valueOf(numerator).gcd(BigInteger.valueOf(denominator)).longValueExact();
    long above = Long.signum(denominator) * numerator / divisor;
    long below = Math.abs(denominator) / divisor;
    return below == 1 ? Long.toString(above) : above + "/" + below;
  }
}
