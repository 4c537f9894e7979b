package pairmill.warc;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A stored HTTP response, its head read, its transfer coding undone.
///
/// @param status 0 where the head tells none
/// @param body what follows the head, content codings as they are; read once
record HttpMessage(int status, Headers headers, InputStream body) {
  /// Heads are no larger than this; what is beyond belongs to nobody.
  static final int MAX_HEAD = 64 * 1024;

  private static final Pattern STATUS =
      Pattern.compile("(?i)(?:HTTP|ICY)[^ \\t]*[ \\t]+(\\d{3}).*");

  /// Reads the head; null when the bytes do not begin with a status line.
  static @Nullable HttpMessage read(InputStream message) throws IOException {
    Lookahead in = new Lookahead(message::read, MAX_HEAD, 0, 0);
    if (!in.startsWith("HTTP", 0) && !in.startsWith("ICY ", 0)) {
      return null;
    }
    List<String> lines = HeaderBlock.read(in, MAX_HEAD).lines();
    Headers headers = Headers.parse(lines.subList(1, lines.size()));
    Matcher status = STATUS.matcher(lines.getFirst());
    boolean chunked = headers.tokens("Transfer-Encoding").contains("chunked");
    return new HttpMessage(
        status.matches() ? Integer.parseInt(status.group(1)) : 0,
        headers,
        chunked ? new ChunkedInputStream(in) : in);
  }
}
