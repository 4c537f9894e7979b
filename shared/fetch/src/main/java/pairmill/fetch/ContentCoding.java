package pairmill.fetch;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import pairmill.pair.Reason;

/// Undoes the content codings that hosts apply although nobody asked for one.
final class ContentCoding {
  private ContentCoding() {}

  /// Whether the body is as it is.
  static boolean isPlain(String header) {
    String coding = header.strip().toLowerCase(Locale.ROOT);
    return coding.isEmpty() || coding.equals("identity");
  }

  /// Undoes a coding.
  ///
  /// @param most bytes that may come out
  /// @param clip true to stop there; false to refuse what is larger
  static byte[] undo(String header, byte[] body, int most, boolean clip) throws Refusal {
    if (isPlain(header)) {
      return body;
    }
    try (InputStream in = open(header, body)) {
      byte[] plain = in.readNBytes(most);
      if (!clip && plain.length == most && in.read() >= 0) {
        throw new Refusal(
            Reason.BODY_TOO_LARGE,
            "%,d bytes of %s inflate to more than %,d".formatted(body.length, header, most));
      }
      return plain;
    } catch (EOFException e) {
      throw new Refusal(Reason.BODY_TRUNCATED, "the " + header + " stream ends early");
    } catch (IOException e) {
      throw new Refusal(Reason.BAD_ENCODING, header + ": " + e.getMessage());
    }
  }

  private static InputStream open(String header, byte[] body) throws IOException, Refusal {
    var in = new ByteArrayInputStream(body);
    return switch (header.strip().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> new GZIPInputStream(in);
      case "deflate" -> new InflaterInputStream(in, new Inflater(!isZlib(body)));
      default ->
          throw new Refusal(Reason.BAD_ENCODING, "\"" + header + "\" is not undone, nor asked for");
    };
  }

  /// Some hosts send the bare stream, without the zlib header that the standard wants.
  private static boolean isZlib(byte[] body) {
    return body.length > 1
        && (body[0] & 0x0F) == 8
        && ((body[0] & 0xFF) << 8 | (body[1] & 0xFF)) % 31 == 0;
  }
}
