package pairmill.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3NoticeTest {
  // the fields that S3's documentation shows
  private static final String RECORD =
      """
      {"eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "us-east-1",
       "eventTime": "2026-01-01T00:00:00.000Z", "eventName": "%s",
       "userIdentity": {"principalId": "AIDA"}, "requestParameters": {"sourceIPAddress": "127.0.0.1"},
       "responseElements": {"x-amz-request-id": "C3D13FE58DE4C810", "x-amz-id-2": "FMyUVURIY8"},
       "s3": {"s3SchemaVersion": "1.0", "configurationId": "c",
              "bucket": {"name": "%s", "ownerIdentity": {"principalId": "A3N"}, "arn": "arn:aws:s3:::b"},
              "object": {"key": "%s", "size": 1024, "eTag": "d41d", "versionId": "096f", "sequencer": "0055AED6"}}}
      """;

  private static String notice(String... records) {
    return "{\"Records\": [" + String.join(",", records) + "]}";
  }

  private static String put(String key) {
    return RECORD.formatted("ObjectCreated:Put", "ours", key);
  }

  private static List<String> created(String body) {
    return S3Notice.parse(body).created("ours");
  }

  @Test
  void whatWasCreatedIsNamedInOrder() {
    assertEquals(
        List.of("b", "a", "a"),
        created(
            notice(
                put("b"),
                RECORD.formatted("ObjectRemoved:Delete", "ours", "gone"),
                RECORD.formatted("ObjectCreated:CompleteMultipartUpload", "ours", "a"),
                RECORD.formatted("ObjectTagging:Put", "ours", "tagged"),
                RECORD.formatted("s3:ObjectCreated:Copy", "ours", "a"))));
    assertEquals(List.of(), created(notice()));
  }

  @ParameterizedTest
  @CsvSource({
    "in/a+b%2Bc+%C3%A9.json, in/a b+c é.json", // AWS itself
    "in%2Fa%20b%2Bc%20%C3%A9.json, in/a b+c é.json", // emulators
    "in/é 日本.json, in/é 日本.json",
    "100%25%2f, 100%/",
    "%F0%9F%98%80😀, 😀😀"
  })
  void keysAreDecoded(String encoded, String key) {
    assertEquals(List.of(key), created(notice(put(encoded))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"100%", "%4", "%zz", "%FF", "%C3", "%ED%A0%BD", "%-1"})
  void keysThatAreNotEncodedAreRefused(String encoded) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> created(notice(put(encoded))));
    assertEquals(
        "a notice about a key that is not encoded as S3 does: '" + encoded + "'", e.getMessage());
  }

  @Test
  void theTestEventIsAboutNothing() {
    assertEquals(
        List.of(),
        created(
            """
            {"Service": "Amazon S3", "Event": "s3:TestEvent", "Time": "2014-10-13T15:57:02.089Z",
             "Bucket": "ours", "RequestId": "5582815E1AEA5ADF", "HostId": "8cLeGAmw098X5cv4"}
            """));
  }

  @Test
  void anotherBucketIsRefused() {
    String body = notice(put("a"), RECORD.formatted("ObjectCreated:Put", "theirs", "a"));
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> created(body));
    assertEquals("a notice about bucket 'theirs', and only 'ours' is ours", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "\"Records\"",
        "{}",
        "{\"Event\": \"s3:OtherEvent\"}",
        "{\"Records\": null}",
        "{\"Records\": {}}",
        "{\"Records\": [null]}",
        "{\"Records\": [7]}",
        "{\"Records\": [{}]}",
        "{\"Records\": [{\"eventName\": \"ObjectCreated:Put\"}]}",
        "{\"Records\": [{\"eventName\": \"ObjectCreated:Put\", \"s3\": {\"bucket\": {}, \"object\": {}}}]}",
        "{\"Records\": [{\"eventName\": {}}]}",
        "{\"Records\": [] } more",
        "{\"Records\": [",
        "{\"task\":\"plan\",\"run\":\"r\"}"
      })
  void whatIsNoNoticeIsRefused(String body) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> created(body));
    assertTrue(String.valueOf(e.getMessage()).matches("no notice of S3: [^\n]+"), e::toString);
  }

  @Test
  void aBodyThatIsNestedWithoutEndIsRefused() {
    String body = "{\"x\":" + "[".repeat(500_000);
    assertThrows(IllegalArgumentException.class, () -> S3Notice.parse(body));
  }
}
