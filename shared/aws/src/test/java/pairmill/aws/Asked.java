package pairmill.aws;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import software.amazon.awssdk.core.SdkBytes;

/// One request as it arrived.
record Asked(String method, URI uri, Headers headers, SdkBytes body) {
  String header(String name) {
    String value = headers.getFirst(name);
    return value == null ? "" : value;
  }

  /// Path and query, encoded as they were.
  String target() {
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  String text() {
    return body.asUtf8String();
  }

  /// What SQS is asked to do.
  String action() {
    return header("X-Amz-Target").replace("AmazonSQS.", "");
  }
}
