package pairmill.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SurroundingsTest {
  private static Aws aws(Map<String, String> environment, Map<String, String> properties) {
    return Surroundings.aws(environment::get, properties::get);
  }

  private static String wrong(Map<String, String> environment) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> aws(environment, Map.of()))
            .getMessage());
  }

  @Test
  void theEnvironmentTellsWhere() {
    Aws aws = aws(Map.of("AWS_REGION", "eu-west-1", "AWS_DEFAULT_REGION", "us-west-2"), Map.of());
    assertEquals("eu-west-1", aws.region());
    assertEquals(null, aws.endpoint());
    assertEquals("us-west-2", aws(Map.of("AWS_DEFAULT_REGION", "us-west-2"), Map.of()).region());
  }

  @Test
  void propertiesComeFirst() {
    Aws aws =
        aws(
            Map.of("AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL", ""),
            Map.of("aws.region", "us-east-1", "aws.endpointUrl", "http://127.0.0.1:4566"));
    assertEquals("us-east-1", aws.region());
    assertEquals(URI.create("http://127.0.0.1:4566"), aws.endpoint());
  }

  @Test
  void withoutARegionNothingIsAsked() {
    assertEquals("in which region? Set AWS_REGION, such as us-east-1", wrong(Map.of()));
    assertEquals(
        "in which region? Set AWS_REGION, such as us-east-1", wrong(Map.of("AWS_REGION", "")));
  }

  @Test
  void anEndpointIsAnAddress() {
    assertEquals(
        "AWS_ENDPOINT_URL: no address of the web: 'localhost:4566'",
        wrong(Map.of("AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL", "localhost:4566")));
  }
}
