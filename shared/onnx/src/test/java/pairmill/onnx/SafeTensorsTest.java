package pairmill.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafeTensorsTest {
  @TempDir Path folder;

  /// A file with the weights of one layer.
  static byte[] file(int rows, int columns, float... weights) {
    return file(
        "{\"__metadata__\":{\"format\":\"pt\"},\"linear.weight\":{\"dtype\":\"F32\",\"shape\":"
            + "[%d,%d],\"data_offsets\":[0,%d]}}".formatted(rows, columns, 4 * weights.length),
        weights);
  }

  private static byte[] file(String header, float... values) {
    byte[] json = header.getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 4 * values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  private Map<String, SafeTensors.Tensor> read(byte[] bytes) throws IOException {
    return SafeTensors.read(Files.write(folder.resolve("d"), bytes));
  }

  private String failure(byte[] bytes) {
    String message =
        String.valueOf(assertThrows(IOException.class, () -> read(bytes)).getMessage());
    String start = "[" + folder.resolve("d") + "] ";
    assertTrue(message.startsWith(start), message);
    return message.substring(start.length());
  }

  @Test
  void tensorsAreReadInTheirShape() throws IOException {
    SafeTensors.Tensor weight =
        requireNonNull(read(file(2, 3, 1, 2, 3, 4, 5, 6)).get("linear.weight"));
    assertEquals(List.of(2, 3), weight.shape());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, weight.values());
  }

  @Test
  void clippedFilesAreRefusedAtEveryLength() {
    byte[] whole = file(2, 3, 1, 2, 3, 4, 5, 6);
    for (int length = 0; length < whole.length; length++) {
      byte[] clipped = Arrays.copyOf(whole, length);
      assertTrue(!failure(clipped).isEmpty());
    }
  }

  @Test
  void hostileSizesAreRefused() {
    byte[] endless = file(1, 1, 1);
    Arrays.fill(endless, 0, 8, (byte) 0xff);
    assertEquals(
        "must be safetensors, and tells a header of 18446744073709551615 bytes in a file of "
            + endless.length,
        failure(endless));
    assertEquals(
        "w cannot have the shape [2147483647, 2147483647]",
        failure(
            file(
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647],"
                    + "\"data_offsets\":[0,4]}}",
                1)));
    assertEquals(
        "w cannot have the shape [-5]",
        failure(file("{\"w\":{\"dtype\":\"F32\",\"shape\":[-5],\"data_offsets\":[0,4]}}", 1)));
    assertEquals(
        "w must be 1 values of 4 bytes within 4, and stands from 4 to 8",
        failure(file("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 1)));
    assertEquals(
        "w must be F32, not \"BF16\"",
        failure(file("{\"w\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]}}", 1)));
    assertEquals("must be safetensors: its header is not JSON", failure(file("{{")));
  }
}
