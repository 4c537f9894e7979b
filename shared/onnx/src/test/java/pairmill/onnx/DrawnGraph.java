package pairmill.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes small ONNX graphs, right or wrong, field by field as the format has them.
final class DrawnGraph {
  static final int FLOAT = 1;
  static final int INT32 = 6;
  static final int INT64 = 7;
  static final int FLOAT16 = 10;

  private final Message graph = new Message().text(2, "drawn");
  private int opset = 17;

  DrawnGraph opset(int version) {
    opset = version;
    return this;
  }

  /// An input. A size of -1 is free.
  DrawnGraph input(String name, int type, int... shape) {
    graph.message(11, value(name, type, shape));
    return this;
  }

  DrawnGraph output(String name, int type, int... shape) {
    graph.message(12, value(name, type, shape));
    return this;
  }

  DrawnGraph constant(String name, int[] shape, float... values) {
    Message tensor = new Message();
    for (int size : shape) {
      tensor.number(1, size);
    }
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
    return this;
  }

  /// Weights that the graph looks for in another file.
  DrawnGraph constantIn(String file, String name, int... shape) {
    Message tensor = new Message();
    for (int size : shape) {
      tensor.number(1, size);
    }
    tensor.number(2, FLOAT).text(8, name).number(14, 1);
    tensor.message(13, new Message().text(1, "location").text(2, file));
    graph.message(5, tensor);
    return this;
  }

  /// An operation: its outputs from its inputs.
  ///
  /// @param attributes names and whole numbers in turn
  DrawnGraph node(String operation, List<String> from, String to, Object... attributes) {
    Message node = new Message();
    from.forEach(name -> node.text(1, name));
    node.text(2, to).text(4, operation);
    for (int i = 0; i < attributes.length; i += 2) {
      Message attribute = new Message().text(1, (String) attributes[i]);
      attribute.number(3, (int) attributes[i + 1]).number(20, 2);
      node.message(5, attribute);
    }
    graph.message(1, node);
    return this;
  }

  byte[] bytes() {
    return new Message()
        .number(1, 9)
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, opset))
        .array();
  }

  private static Message value(String name, int type, int... shape) {
    Message sizes = new Message();
    for (int size : shape) {
      Message axis = new Message();
      sizes.message(1, size < 0 ? axis.text(2, "n") : axis.number(1, size));
    }
    Message tensor = new Message().number(1, type).message(2, sizes);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /// Channel means of a picture, projected: an image tower of which the answers are plain to see.
  ///
  /// @param weights `[3][dimensions]`
  static DrawnGraph imageTower(int batch, int size, int dimensions, float... weights) {
    return new DrawnGraph()
        .input("pixel_values", FLOAT, batch, 3, size, size)
        .constant("weights", new int[] {3, dimensions}, weights)
        .node("GlobalAveragePool", List.of("pixel_values"), "pooled")
        .node("Flatten", List.of("pooled"), "flat", "axis", 1)
        .node("MatMul", List.of("flat", "weights"), "image_embeds")
        .output("image_embeds", FLOAT, batch, dimensions);
  }

  /// A vector for each token, looked up by its id.
  ///
  /// @param table `[ids][width]`
  static DrawnGraph tokenTower(int type, int width, float... table) {
    return new DrawnGraph()
        .input("input_ids", type, -1, -1)
        .input("attention_mask", type, -1, -1)
        .constant("table", new int[] {table.length / width, width}, table)
        .node("Gather", List.of("table", "input_ids"), "last_hidden_state")
        .output("last_hidden_state", FLOAT, -1, -1, width);
  }

  private static final class Message {
    private final List<byte[]> fields = new ArrayList<>();

    Message number(int field, long value) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      varint(out, field << 3);
      varint(out, value);
      fields.add(out.toByteArray());
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.array());
    }

    Message bytes(int field, byte[] value) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      varint(out, (field << 3) | 2);
      varint(out, value.length);
      out.writeBytes(value);
      fields.add(out.toByteArray());
      return this;
    }

    byte[] array() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      fields.forEach(out::writeBytes);
      return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long value) {
      long left = value;
      while (left >>> 7 != 0) {
        out.write((int) ((left & 0x7f) | 0x80));
        left >>>= 7;
      }
      out.write((int) left);
    }
  }
}
