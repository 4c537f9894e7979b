package pairmill.warc;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import pairmill.download.ArchivedImage;
import pairmill.download.Fetched;
import pairmill.pair.Outcome;
import pairmill.pair.Reason;

/// Reads an image response again, from the archive that holds it.
public final class ArchivedBody {
  private ArchivedBody() {}

  /// Reads the body of one response, codings undone.
  ///
  /// @param stored the stored archive from the image's offset on; closed with this
  /// @param maxBytes of the body, as stored and as decoded
  /// @return refused for [Reason#BAD_ARCHIVE_RECORD], [Reason#BODY_TOO_LARGE] or
  ///   [Reason#BAD_ENCODING]
  /// @throws IOException when the stream fails
  public static Outcome<Fetched> read(InputStream stored, ArchivedImage image, int maxBytes)
      throws IOException {
    try (ArchiveReader reader =
        ArchiveReader.openAt(
            stored, image.archiveFile(), image.offset(), image.innerOffset(), damage -> {})) {
      ArchiveRecord record = reader.next();
      if (record == null
          || record.offset() != image.offset()
          || record.innerOffset() != image.innerOffset()) {
        return bad(image, "no record begins here");
      }
      if (!image.url().equals(record.url())) {
        return bad(image, "the record is for " + record.url());
      }
      return body(record, image, maxBytes);
    }
  }

  private static Outcome<Fetched> body(ArchiveRecord record, ArchivedImage image, int maxBytes)
      throws IOException {
    InputStream body = record.body();
    List<String> codings = List.of();
    if (record.type().equals("response")) {
      HttpMessage message = HttpMessage.read(body);
      if (message == null || message.status() != 200) {
        return bad(image, "the record holds no response with status 200");
      }
      body = message.body();
      codings = message.headers().tokens("Content-Encoding");
    }
    DecodedBody decoded = ContentCoding.read(body, codings, maxBytes);
    if (decoded.cut()) {
      return Outcome.refused(
          Reason.BODY_TOO_LARGE, at(image) + "more than %,d bytes".formatted(maxBytes));
    }
    record.finish();
    if (record.truncated()) {
      return bad(image, "the end of the record is missing");
    }
    return decoded.problem() == null
        ? Outcome.kept(new Fetched(decoded.bytes(), image.url(), image.capturedAt()))
        : Outcome.refused(Reason.BAD_ENCODING, at(image) + decoded.problem());
  }

  private static Outcome<Fetched> bad(ArchivedImage image, String problem) {
    return Outcome.refused(Reason.BAD_ARCHIVE_RECORD, at(image) + problem);
  }

  private static String at(ArchivedImage image) {
    return "[%s@%d+%d] ".formatted(image.archiveFile(), image.offset(), image.innerOffset());
  }
}
