package pairmill.aws;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.run.Json;

/// What S3 says in a message: objects were created, or only that it will say so, in its
/// `s3:TestEvent`. Fields that are not read here may be anything, the version among them.
///
/// It may come twice, late, and in another order than the objects did.
///
/// @param event the name of an event that is about no object
/// @param records events about objects
/// @see <a
///   href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">S3's
///   documentation</a>
@JsonIgnoreProperties(ignoreUnknown = true)
public record S3Notice(
    @JsonProperty("Event") @Nullable String event,
    @JsonProperty("Records") @Nullable List<@Nullable Entry> records) {
  private static final ObjectReader READER = Json.MAPPER.readerFor(S3Notice.class);
  private static final String TEST = "s3:TestEvent";

  /// One event about one object.
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Entry(@Nullable String eventName, @Nullable Place s3) {}

  /// Where the object is.
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Place(@Nullable Named bucket, @Nullable Named object) {}

  /// A bucket by its name, or an object by its key, which is encoded as in the query of a URL.
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Named(@Nullable String name, @Nullable String key) {}

  public S3Notice {
    if (records == null && !TEST.equals(event)) {
      throw new IllegalArgumentException("no notice of S3: it has no Records");
    }
  }

  /// Reads the body of a message.
  ///
  /// @throws IllegalArgumentException when it is none of S3's
  public static S3Notice parse(String body) {
    try {
      S3Notice notice = READER.readValue(body);
      if (notice == null) {
        throw new IllegalArgumentException("no notice of S3: null");
      }
      return notice;
    } catch (JsonProcessingException e) {
      throw e.getCause() instanceof IllegalArgumentException ours
          ? new IllegalArgumentException(ours.getMessage(), e)
          : new IllegalArgumentException(
              "no notice of S3: " + Failures.words(e.getOriginalMessage()), e);
    }
  }

  /// The keys of the objects that were created, in the order in which they are named.
  ///
  /// @param bucket the only one it may speak of: who can send us messages could name any other
  /// @throws IllegalArgumentException when it speaks of another, or of an object without a key
  public List<String> created(String bucket) {
    List<String> keys = new ArrayList<>();
    for (Entry entry : records == null ? List.<@Nullable Entry>of() : records) {
      if (entry == null || entry.eventName() == null) {
        throw new IllegalArgumentException("no notice of S3: a record of it has no eventName");
      }
      if (entry.eventName().replaceFirst("^s3:", "").startsWith("ObjectCreated:")) {
        keys.add(key(entry, bucket));
      }
    }
    return List.copyOf(keys);
  }

  private static String key(Entry entry, String bucket) {
    Place place = entry.s3();
    if (place == null
        || place.bucket() == null
        || place.bucket().name() == null
        || place.object() == null
        || place.object().key() == null) {
      throw new IllegalArgumentException("no notice of S3: a record of it names no object");
    }
    if (!place.bucket().name().equals(bucket)) {
      throw new IllegalArgumentException(
          "a notice about bucket '%s', and only '%s' is ours"
              .formatted(Failures.words(place.bucket().name()), bucket));
    }
    return decoded(place.object().key());
  }

  // Emulators differ in what they encode; none of them leaves a plus or a percent sign.
  private static String decoded(String key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (int at = 0; at < key.length(); ) {
        int c = key.codePointAt(at);
        if (c == '%') {
          bytes.write(HexFormat.fromHexDigits(key, at + 1, at + 3));
          at += 3;
        } else {
          bytes.writeBytes(
              (c == '+' ? " " : Character.toString(c)).getBytes(StandardCharsets.UTF_8));
          at += Character.charCount(c);
        }
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "a notice about a key that is not encoded as S3 does: '" + Failures.words(key) + "'", e);
    }
  }
}
