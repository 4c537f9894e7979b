package pairmill.aws;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Reads an object from an offset to its end. Where the connection breaks off, the rest is asked
/// for, of the same version of the object; an end that is none is never taken for one.
final class S3Reading extends InputStream {
  /// How often in a row the connection may break off without a byte.
  static final int BREAKS = 4;

  /// How much is asked for at once by a reader that starts within an object, at first and at most,
  /// in bytes. It will often be done after one record, and the rest of what was asked for would
  /// cost the connection.
  static final long FIRST_WINDOW = 256 << 10;

  private static final long LAST_WINDOW = 64 << 20;

  private final S3Client client;
  private final S3Address object;
  private long position;
  private long window;
  private long size = -1;
  private @Nullable String version;
  private @Nullable ResponseInputStream<GetObjectResponse> part;
  private long partEnd;
  private int breaks;

  private S3Reading(S3Client client, S3Address object, long position, long window) {
    this.client = client;
    this.object = object;
    this.position = position;
    this.window = window;
  }

  static S3Reading whole(S3Client client, S3Address object) throws IOException {
    S3Reading reading = new S3Reading(client, object, 0, Long.MAX_VALUE);
    reading.ask();
    return reading;
  }

  /// Starts at an offset, which may be at or behind the end: then there is nothing to read.
  static S3Reading from(S3Client client, S3Address object, long offset) throws IOException {
    S3Reading reading = new S3Reading(client, object, offset, FIRST_WINDOW);
    reading.ask();
    return reading;
  }

  /// Size of the object, in bytes; the offset, where that is behind the end.
  long size() {
    return size;
  }

  private void ask() throws IOException {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(object.bucket())
            .key(object.key())
            .checksumMode(ChecksumMode.ENABLED)
            .ifMatch(version);
    boolean ranged = position > 0 || window < Long.MAX_VALUE;
    if (ranged) {
      request.range(
          "bytes=" + position + "-" + (window == Long.MAX_VALUE ? "" : position + window - 1));
    }
    try {
      ResponseInputStream<GetObjectResponse> answer = client.getObject(request.build());
      part = answer;
      take(answer.response(), ranged);
    } catch (S3Exception e) {
      if (e.statusCode() == 416) {
        size = position;
        return;
      }
      throw e.statusCode() == 412
          ? new IOException(at() + "the object was replaced while it was read", e)
          : Failures.of(object, "cannot be read", e);
    } catch (SdkException e) {
      throw Failures.of(object, "cannot be read", e);
    }
  }

  private void take(GetObjectResponse answer, boolean ranged) throws IOException {
    long length = Objects.requireNonNullElse(answer.contentLength(), -1L);
    long whole = ranged ? rangedSize(answer.contentRange()) : length;
    if (length < (ranged ? 1 : 0) || whole < position + length) {
      abort();
      throw new IOException(
          at()
              + "S3 answered with %s bytes, range %s, which is not what was asked for"
                  .formatted(answer.contentLength(), answer.contentRange()));
    }
    size = whole;
    version = answer.eTag();
    partEnd = position + length;
    if (position == partEnd) {
      finish();
    }
  }

  // `bytes 0-9/4711`
  private long rangedSize(@Nullable String range) {
    String start = "bytes " + position + "-";
    if (range == null || !range.matches("bytes [0-9]{1,18}-[0-9]{1,18}/[0-9]{1,18}")) {
      return -1;
    }
    return range.startsWith(start) ? Long.parseLong(range.substring(range.indexOf('/') + 1)) : -1;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    while (position < size) {
      if (part == null) {
        ask();
      }
      int n = readPart(bytes, offset, (int) Math.min(length, partEnd - position));
      if (n > 0) {
        return n;
      }
    }
    return -1;
  }

  // 0 when the connection broke off
  private int readPart(byte[] bytes, int offset, int length) throws IOException {
    int n;
    try {
      n = requireNonNull(part).read(bytes, offset, length);
    } catch (IOException e) {
      return broken(e);
    } catch (SdkException e) {
      abort();
      throw Failures.of(object, "cannot be read", e);
    }
    if (n < 0) {
      return broken(new EOFException("the connection ended"));
    }
    position += n;
    breaks = 0;
    if (position == partEnd) {
      finish();
      window = window < LAST_WINDOW ? 4 * window : window;
    }
    return n;
  }

  private int broken(IOException cause) throws IOException {
    abort();
    breaks++;
    if (breaks > BREAKS || Thread.currentThread().isInterrupted()) {
      throw new IOException(
          at() + "the connection broke off %d times, of %,d bytes".formatted(breaks, size), cause);
    }
    return 0;
  }

  // Reads the end, where the client compares the checksum, and keeps the connection for others.
  private void finish() throws IOException {
    ResponseInputStream<GetObjectResponse> done = requireNonNull(part);
    part = null;
    try (done) {
      done.read();
    } catch (SdkException e) {
      throw Failures.of(object, "cannot be read", e);
    }
  }

  private void abort() {
    if (part != null) {
      part.abort();
      part = null;
    }
  }

  private String at() {
    return "[" + object + "@" + position + "] ";
  }

  @Override
  public void close() {
    size = position;
    abort();
  }
}
