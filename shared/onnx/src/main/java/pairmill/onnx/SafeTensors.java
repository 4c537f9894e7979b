package pairmill.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pairmill.run.Json;

/// Reads small files of safetensors: eight bytes with the length of a JSON object, little-endian,
/// the object with type, shape and place of each tensor, and their values.
final class SafeTensors {
  /// Enough for a projection of 4,096 to 4,096.
  private static final int MOST_BYTES = 68 << 20;

  private static final int MOST_HEADER = 1 << 20;

  private SafeTensors() {}

  /// A tensor of float32.
  ///
  /// @param values in the order of the axes, the last one fastest
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Tensor(List<Integer> shape, float[] values) {}

  /// The tensors of a file by name.
  ///
  /// @throws IOException naming the file, when it is none, larger than 68 MiB, or holds anything
  ///   but float32
  static Map<String, Tensor> read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length > MOST_BYTES || bytes.length < Long.BYTES) {
      throw new IOException(
          "[%s] must be safetensors of 8 to %,d bytes".formatted(file, MOST_BYTES));
    }
    long header = buffer.getLong();
    if (header < 2 || header > Math.min(MOST_HEADER, buffer.remaining())) {
      throw new IOException(
          "[%s] must be safetensors, and tells a header of %s bytes in a file of %,d"
              .formatted(file, Long.toUnsignedString(header), bytes.length));
    }
    JsonNode object = json(bytes, (int) header, file);
    ByteBuffer values = buffer.position(Long.BYTES + (int) header).slice();
    values.order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        String place = "[%s] %s".formatted(file, OrtSentence.shown(entry.getKey()));
        tensors.put(entry.getKey(), tensor(entry.getValue(), values, place));
      }
    }
    return tensors;
  }

  private static JsonNode json(byte[] bytes, int header, Path file) throws IOException {
    try {
      return Json.MAPPER.readTree(bytes, Long.BYTES, header);
    } catch (JsonProcessingException e) {
      throw new IOException("[%s] must be safetensors: its header is not JSON".formatted(file), e);
    }
  }

  private static Tensor tensor(JsonNode node, ByteBuffer values, String place) throws IOException {
    if (!node.path("dtype").asText().equals("F32")) {
      throw new IOException(
          "%s must be F32, not %s"
              .formatted(place, OrtSentence.shown(node.path("dtype").toString())));
    }
    List<Integer> shape = new ArrayList<>();
    long count = 1;
    for (JsonNode size : node.path("shape")) {
      shape.add(size.asInt(-1));
      count *= Math.clamp(size.asLong(-1), -1, MOST_BYTES);
      if (count < 0 || count > MOST_BYTES) {
        throw new IOException("%s cannot have the shape %s".formatted(place, shape));
      }
    }
    long from = node.path("data_offsets").path(0).asLong(-1);
    long to = node.path("data_offsets").path(1).asLong(-1);
    if (from < 0 || to > values.limit() || to - from != count * Float.BYTES) {
      throw new IOException(
          "%s must be %d values of 4 bytes within %,d, and stands from %d to %d"
              .formatted(place, count, values.limit(), from, to));
    }
    float[] floats = new float[(int) count];
    values
        .slice((int) from, (int) (to - from))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(floats);
    return new Tensor(List.copyOf(shape), floats);
  }
}
