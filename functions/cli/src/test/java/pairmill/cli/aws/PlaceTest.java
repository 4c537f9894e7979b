package pairmill.cli.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import pairmill.cli.WrongUseException;

final class PlaceTest {
  @Test
  void aWorkBucketHasNoFolder() {
    assertEquals("mill", Place.bucket("--store", "s3://mill/").bucket());
    WrongUseException e =
        assertThrows(WrongUseException.class, () -> Place.bucket("--store", "s3://mill/a"));
    assertEquals(
        "--store: a deployment has a bucket of its own, and no folder: 's3://mill/a'",
        e.getMessage());
  }
}
