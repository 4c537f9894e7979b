package pairmill.warc;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/// The content codings of HTTP (RFC 9110, 8.4.1, and its registry).
///
/// Undoing them never gives more bytes than asked for, however much they would inflate to. A body
/// that is not in the coding its head claims is let through: many crawlers store bodies decoded.
enum ContentCoding {
  GZIP {
    @Override
    InputStream open(byte[] coded) throws IOException {
      return new GZIPInputStream(new ByteArrayInputStream(coded));
    }
  },
  /// With the zlib wrapper that the standard wants or, as many servers send it, without.
  DEFLATE {
    @Override
    InputStream open(byte[] coded) {
      boolean zlib =
          coded.length >= 2
              && (coded[0] & 0xf) == 8
              && (((coded[0] & 0xff) << 8) | (coded[1] & 0xff)) % 31 == 0;
      return new InflaterInputStream(new ByteArrayInputStream(coded), new Inflater(!zlib)) {
        @Override
        public void close() throws IOException {
          super.close();
          inf.end();
        }
      };
    }
  },
  BR {
    @Override
    InputStream open(byte[] coded) throws IOException {
      return new BrotliInputStream(new ByteArrayInputStream(coded));
    }
  },
  ZSTD {
    @Override
    InputStream open(byte[] coded) {
      return new ZstdInputStream(new ByteArrayInputStream(coded));
    }
  };

  /// More codings than this, one over the other, are a trap.
  private static final int MAX_CODINGS = 4;

  /// Reads the coding's content. Throws also on wrong content.
  abstract InputStream open(byte[] coded) throws IOException;

  /// Reads a body and undoes its codings.
  ///
  /// @param codings the tokens of `Content-Encoding`, in the order in which they were put on
  /// @param max bytes at most, of the body as stored and of what it decodes to
  /// @throws IOException when the archive underneath fails
  static DecodedBody read(InputStream body, List<String> codings, int max) throws IOException {
    DecodedBody decoded = all(body, max);
    if (codings.size() > MAX_CODINGS) {
      return new DecodedBody(new byte[0], false, codings.size() + " content codings");
    }
    for (String token : codings.reversed()) {
      ContentCoding coding = of(token);
      if (coding != null) {
        decoded = coding.undo(decoded, max);
      } else if (!token.equals("identity") && !token.equals("none")) {
        return new DecodedBody(new byte[0], false, "content coding '%.40s'".formatted(token));
      }
    }
    return decoded;
  }

  private static @Nullable ContentCoding of(String token) {
    return switch (token) {
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      case "br" -> BR;
      case "zstd" -> ZSTD;
      default -> null;
    };
  }

  private DecodedBody undo(DecodedBody coded, int max) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = open(coded.bytes())) {
      boolean cut = copy(in, out, max);
      return new DecodedBody(out.toByteArray(), cut || coded.cut(), coded.problem());
    } catch (IOException | RuntimeException e) {
      // nothing but the bytes can be wrong here: they are in memory
      return out.size() == 0
          ? coded
          : new DecodedBody(
              out.toByteArray(),
              coded.cut(),
              "%s ends after %,d bytes (%s)"
                  .formatted(name().toLowerCase(Locale.ROOT), out.size(), e.getMessage()));
    }
  }

  private static DecodedBody all(InputStream in, int max) throws IOException {
    byte[] bytes = in.readNBytes(max);
    return new DecodedBody(bytes, bytes.length == max && in.read() >= 0, null);
  }

  /// Copies up to `max` bytes; true when there are more.
  private static boolean copy(InputStream in, ByteArrayOutputStream out, int max)
      throws IOException {
    byte[] buffer = new byte[16 * 1024];
    int read;
    while ((read = in.read(buffer, 0, buffer.length)) > 0) {
      int room = Math.min(read, max - out.size());
      out.write(buffer, 0, room);
      if (room < read) {
        return true;
      }
    }
    return false;
  }
}
