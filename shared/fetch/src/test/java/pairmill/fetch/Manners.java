package pairmill.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Ways of answering.
final class Manners {
  /// What a picture is here: nobody looks into it.
  static final byte[] PICTURE = "\u00FF\u00D8 a picture".getBytes(StandardCharsets.ISO_8859_1);

  private Manners() {}

  /// As it should be.
  static BadWeb.Manner picture() {
    return body("Content-Type: image/jpeg\r\n", PICTURE);
  }

  static BadWeb.Manner text(String body) {
    return body("Content-Type: text/plain\r\n", body.getBytes(StandardCharsets.UTF_8));
  }

  static BadWeb.Manner body(String headers, byte[] body) {
    return (_, wire) -> {
      wire.send("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n");
      wire.send(body);
      return true;
    };
  }

  static BadWeb.Manner status(String status, String... headers) {
    return (_, wire) -> {
      String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
      wire.send("HTTP/1.1 " + status + "\r\n" + lines + "Content-Length: 0\r\n\r\n");
      return true;
    };
  }

  static BadWeb.Manner redirect(String location) {
    return status("302 Found", "Location: " + location);
  }

  /// Exactly these bytes, then the end of the connection.
  static BadWeb.Manner raw(String latin1) {
    return (_, wire) -> {
      wire.send(latin1);
      return false;
    };
  }

  static byte[] gzip(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] zlib(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var deflate = new DeflaterOutputStream(out)) {
      deflate.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
