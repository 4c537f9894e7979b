package pairmill.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Pictures as a graph takes them, side by side in memory that it reads without a copy. Filled by
/// one thread, and read by any thereafter.
final class PixelBuffer {
  private final PixelFormat format;
  private final int capacity;
  private final ByteBuffer bytes;
  private final float[] row;

  /// @param capacity pictures that it holds
  PixelBuffer(PixelFormat format, int capacity) {
    this.format = format;
    this.capacity = capacity;
    int length = Math.multiplyExact(capacity, format.values() * format.valueBytes());
    bytes = ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
    row = new float[format.values()];
  }

  int capacity() {
    return capacity;
  }

  /// Sets a picture.
  ///
  /// @param rgb `[height][width][3]` in the size of the format
  void put(int index, byte[] rgb) {
    if (rgb.length != row.length) {
      throw new IllegalArgumentException(
          "%d bytes for %d x %d pixels".formatted(rgb.length, format.width(), format.height()));
    }
    normalise(rgb);
    int from = index * row.length * format.valueBytes();
    if (format.half()) {
      for (int i = 0; i < row.length; i++) {
        bytes.putShort(from + 2 * i, Float.floatToFloat16(row[i]));
      }
    } else {
      bytes.slice(from, 4 * row.length).order(ByteOrder.nativeOrder()).asFloatBuffer().put(row);
    }
  }

  private void normalise(byte[] rgb) {
    int pixels = rgb.length / 3;
    int apart = format.channelsLast() ? 1 : pixels;
    int next = format.channelsLast() ? 3 : 1;
    for (int channel = 0; channel < 3; channel++) {
      float[] levels = format.table()[channel];
      for (int i = 0, to = channel * apart; i < pixels; i++, to += next) {
        row[to] = levels[rgb[3 * i + channel] & 0xff];
      }
    }
  }

  /// A view of pictures as an input.
  OnnxTensor tensor(int from, int rows) throws OrtException {
    int length = format.values() * format.valueBytes();
    ByteBuffer part = bytes.slice(from * length, rows * length).order(ByteOrder.nativeOrder());
    long[] shape = format.shape(rows);
    return OnnxTensor.createTensor(
        Onnx.environment(), part, shape, format.half() ? OnnxJavaType.FLOAT16 : OnnxJavaType.FLOAT);
  }
}
