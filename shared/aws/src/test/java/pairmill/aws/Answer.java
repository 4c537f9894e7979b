package pairmill.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/// What the scripted service says.
///
/// @param promised the Content-Length, which may be more than there is
record Answer(int status, Map<String, String> headers, SdkBytes body, long promised) {
  static Answer of(int status, byte[] body) {
    return new Answer(status, Map.of(), SdkBytes.fromByteArray(body), body.length);
  }

  static Answer empty(int status) {
    return of(status, new byte[0]);
  }

  static Answer json(int status, String body) {
    return of(status, body.getBytes(UTF_8)).with("Content-Type", "application/x-amz-json-1.0");
  }

  static Answer xml(String body) {
    return of(200, body.getBytes(UTF_8)).with("Content-Type", "application/xml");
  }

  /// An error as S3 tells it.
  static Answer error(int status, String code) {
    String xml = "<Error><Code>%s</Code><Message>why: %s</Message></Error>".formatted(code, code);
    return of(status, xml.getBytes(UTF_8)).with("Content-Type", "application/xml");
  }

  Answer with(String header, String value) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put(header, value);
    return new Answer(status, all, body, promised);
  }

  /// The connection ends after so many bytes of the body.
  Answer cutTo(int bytes) {
    byte[] whole = body.asByteArrayUnsafe();
    return new Answer(
        status, headers, SdkBytes.fromByteArray(Arrays.copyOf(whole, bytes)), whole.length);
  }
}
