package pairmill.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.consent.Evidence;

/// Evidence as the JSON text of the `consent_evidence` column; no evidence is null.
final class EvidenceJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EvidenceJson() {}

  static @Nullable String write(List<Evidence> evidence) {
    if (evidence.isEmpty()) {
      return null;
    }
    ArrayNode array = JSON.createArrayNode();
    for (Evidence e : evidence) {
      array
          .addObject()
          .put("signal", e.signal())
          .put("value", e.value())
          .put("source", e.source())
          .put("at", e.at().toString());
    }
    return array.toString();
  }

  static List<Evidence> read(@Nullable String json) {
    if (json == null) {
      return List.of();
    }
    try {
      List<Evidence> evidence = new ArrayList<>();
      for (JsonNode node : JSON.readTree(json)) {
        evidence.add(
            new Evidence(
                node.path("signal").asText(),
                node.path("value").asText(),
                node.path("source").asText(),
                Instant.parse(node.path("at").asText())));
      }
      return evidence;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("consent_evidence is no JSON: " + json, e);
    }
  }
}
