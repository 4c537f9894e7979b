package pairmill.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.aws.S3Address;
import pairmill.onnx.Device;

class SettingsTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "pairmill.bucket", "work",
          "pairmill.queues.score", "https://sqs.us-east-1.amazonaws.com/1/pairmill-score",
          "pairmill.queues.dataset", "https://sqs.us-east-1.amazonaws.com/1/pairmill-dataset.fifo",
          "pairmill.region", "us-east-1");

  private static Settings read(Map<String, String> values) {
    return Settings.of(
        new SmallRyeConfigBuilder()
            .withMapping(ScorerConfig.class)
            .withSources(new PropertiesConfigSource(values, "test", 1))
            .build()
            .getConfigMapping(ScorerConfig.class));
  }

  private static String message(Executable use) {
    return String.valueOf(assertThrows(WrongSettingException.class, use).getMessage());
  }

  private static Settings with(String key, String value) {
    Map<String, String> values = new TreeMap<>(LEAST);
    values.put(key, value);
    return read(values);
  }

  @Test
  void fourAreNeededAndTheOthersHaveDefaults() {
    Settings settings = read(LEAST);
    assertEquals(new S3Address("work", ""), settings.bucket());
    assertEquals("clip-vit-b32", settings.model());
    assertEquals(Path.of("models"), settings.models());
    assertEquals(Device.CPU, settings.device());
    assertEquals(Duration.ofMinutes(5), settings.visibility());
    assertEquals(Duration.ofSeconds(110), settings.stopTime());
    assertEquals(Runtime.getRuntime().availableProcessors(), settings.threads());
    assertEquals(0, settings.dollarsPerHour());
    assertNull(settings.endpoint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pairmill.bucket",
        "pairmill.queues.score",
        "pairmill.queues.dataset",
        "pairmill.region"
      })
  void whatIsNeededIsMissedByItsKey(String key) {
    Map<String, String> values = new TreeMap<>(LEAST);
    values.remove(key);
    String message = message(() -> read(values));
    String told = key.equals("pairmill.region") ? "aws.region" : key;
    assertTrue(message.startsWith(told + " (") && message.endsWith(") is not set"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pairmill.bucket | My_Bucket | pairmill.bucket (PAIRMILL_BUCKET) must be the name of a bucket, not 'My_Bucket'
          pairmill.queues.score | score | pairmill.queues.score (PAIRMILL_QUEUES_SCORE) must be an address of http, not 'score'
          pairmill.queues.dataset | s3://x/y | pairmill.queues.dataset (PAIRMILL_QUEUES_DATASET) must be an address of http, not 's3://x/y'
          pairmill.region | US East | aws.region (AWS_REGION) must be the name of a region, such as us-east-1, not 'US East'
          pairmill.endpoint | there | aws.endpoint.url (AWS_ENDPOINT_URL) must be an address of http, not 'there'
          pairmill.device | gpu | pairmill.device (PAIRMILL_DEVICE) must be cpu, cuda or tensorrt, not 'gpu'
          pairmill.visibility | 0s | pairmill.visibility (PAIRMILL_VISIBILITY) must be 1s to 12h, not '0s'
          pairmill.visibility | 13h | pairmill.visibility (PAIRMILL_VISIBILITY) must be 1s to 12h, not '13h'
          pairmill.visibility | soon | pairmill.visibility (PAIRMILL_VISIBILITY) must be 1s to 12h, not 'soon'
          pairmill.stop-time | -1s | pairmill.stop-time (PAIRMILL_STOP_TIME) must be 1s to 1h, not '-1s'
          pairmill.threads | 0 | pairmill.threads (PAIRMILL_THREADS) must be 1 to 1024, not '0'
          pairmill.threads | two | pairmill.threads (PAIRMILL_THREADS) must be 1 to 1024, not 'two'
          pairmill.dollars-per-hour | NaN | pairmill.dollars-per-hour (PAIRMILL_DOLLARS_PER_HOUR) must be 0 to 9999.99, not 'NaN'
          pairmill.dollars-per-hour | -1 | pairmill.dollars-per-hour (PAIRMILL_DOLLARS_PER_HOUR) must be 0 to 9999.99, not '-1'
          """)
  void aWrongValueIsToldWithItsKey(String key, String value, String sentence) {
    assertEquals(
        sentence, assertThrows(WrongSettingException.class, () -> with(key, value)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "pairmill.models, no-such-folder, is neither a folder nor in",
    "pairmill.model, no-such-model, is neither a folder nor in",
    "pairmill.model, nsfw-b32, is no model of pictures and captions"
  })
  void aModelThatIsNotThereOrCannotScoreIsTold(String key, String value, String problem) {
    Settings settings = with(key, value);
    String message = message(() -> Models.open(settings).close());
    assertTrue(message.startsWith("pairmill.model (PAIRMILL_MODEL) must be a model"), message);
    assertTrue(message.contains("'" + settings.model() + "' " + problem), message);
  }

  @Test
  void everyKeyStandsInTheReference() throws IOException {
    String page = Files.readString(Path.of("..", "..", "docs", "reference", "scorer.md"));
    List<String> missing = new ArrayList<>();
    for (String key :
        new SmallRyeConfigBuilder()
            .withMapping(ScorerConfig.class)
            .withSources(new PropertiesConfigSource(LEAST, "test", 1))
            .build()
            .getPropertyNames()) {
      String told =
          switch (key) {
            case "pairmill.region" -> "aws.region";
            case "pairmill.endpoint" -> "aws.endpoint.url";
            default -> key;
          };
      if (!page.contains("| `" + told + "` |")) {
        missing.add(told);
      }
    }
    assertEquals(List.of(), missing);
  }
}
