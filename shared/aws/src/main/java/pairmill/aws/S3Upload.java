package pairmill.aws;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Makes files objects: in one request, or where that would be long, in parts of which each is sent
/// again alone.
///
/// @param partBytes size of a part, in bytes, 5 MiB or more; what is no larger goes in one request
record S3Upload(S3Client client, long partBytes) {
  /// Large enough that few objects need parts, small enough to send again.
  static final long PART_BYTES = 64 << 20;

  private static final int MAX_PARTS = 10_000;
  private static final String TYPE = "application/octet-stream";

  void file(Path file, S3Address object, @Nullable String tag) throws IOException {
    long size = Files.size(file);
    try {
      if (size <= partBytes) {
        client.putObject(
            p -> p.bucket(object.bucket()).key(object.key()).tagging(tag),
            RequestBody.fromFile(file));
      } else {
        parts(file, size, object, tag);
      }
    } catch (SdkException e) {
      throw Failures.of(object, "cannot be written", e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void parts(Path file, long size, S3Address object, @Nullable String tag) {
    String upload =
        client
            .createMultipartUpload(p -> p.bucket(object.bucket()).key(object.key()).tagging(tag))
            .uploadId();
    try {
      List<CompletedPart> parts = send(file, size, object, upload);
      client.completeMultipartUpload(p ->
          p.bucket(object.bucket())
              .key(object.key())
              .uploadId(upload)
              .multipartUpload(m -> m.parts(parts)));
    } catch (RuntimeException e) {
      abort(object, upload, e);
      throw e;
    }
  }

  private List<CompletedPart> send(Path file, long size, S3Address object, String upload) {
    long length = Math.max(partBytes, Math.ceilDiv(size, MAX_PARTS));
    List<CompletedPart> parts = new ArrayList<>();
    for (long start = 0; start < size; start += length) {
      ContentStreamProvider content = from(file, start);
      long bytes = Math.min(length, size - start);
      int number = parts.size() + 1;
      var sent =
          client.uploadPart(
              p -> p.bucket(object.bucket()).key(object.key()).uploadId(upload).partNumber(number),
              RequestBody.fromContentProvider(content, bytes, TYPE));
      parts.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(sent.eTag())
              .checksumCRC32(sent.checksumCRC32())
              .build());
    }
    return parts;
  }

  // Parts of an upload that nobody ends are paid for.
  private void abort(S3Address object, String upload, RuntimeException cause) {
    try {
      client.abortMultipartUpload(
          p -> p.bucket(object.bucket()).key(object.key()).uploadId(upload));
    } catch (SdkException e) {
      cause.addSuppressed(e);
    }
  }

  // The client reads no more of it than the part has, and closes it.
  private static ContentStreamProvider from(Path file, long start) {
    return ContentStreamProvider.fromInputStreamSupplier(() -> {
      try {
        FileChannel channel = FileChannel.open(file);
        channel.position(start);
        return new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }
}
