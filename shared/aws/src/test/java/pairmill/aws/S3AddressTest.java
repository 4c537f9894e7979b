package pairmill.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3AddressTest {
  @Test
  void bucketAndKeyAreToldApart() {
    assertEquals(
        new S3Address("commoncrawl", "crawl-data/a b.gz"),
        S3Address.parse("s3://commoncrawl/crawl-data/a b.gz"));
    assertEquals(new S3Address("bucket", ""), S3Address.parse("s3://bucket"));
    assertEquals(new S3Address("bucket", ""), S3Address.parse("s3://bucket/"));
    assertEquals("s3://bucket/a/b", S3Address.parse("s3://bucket/a/b").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bucket/key",
        "s3://",
        "s3:///key",
        "s3://b",
        "s3://Bucket/a",
        "s3://a_b/c",
        "s3://bucket//a",
        "https://bucket/key",
        "s3://-bucket",
        "s3://bucket@evil/a"
      })
  void whatIsNoAddressIsRefused(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> S3Address.parse(text));
    assertTrue(String.valueOf(e.getMessage()).startsWith("no "), e::toString);
  }

  @Test
  void keysThatS3DoesNotTakeAreRefused() {
    S3Address root = new S3Address("bucket", "é/");
    assertEquals(1024, root.object("a".repeat(1021)).key().length() + 1);
    assertThrows(IllegalArgumentException.class, () -> root.object("a".repeat(1022)));
    assertFalse(S3Address.isKey("half a pair of surrogates \ud83d"));
  }
}
