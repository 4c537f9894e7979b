package pairmill.onnx;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells whether a graph turns numbers into 8 bits by a scale that it takes from all samples of a
/// run. Then a sample's answer depends on its neighbours: measured on an 8-bit ViT-B/32, by up to
/// 0.015 in a value of an embedding. Such graphs get one sample at a time, which costs them a sixth
/// of their speed or less.
final class RunTimeScale {
  private static final byte[] OPERATION = "DynamicQuantize".getBytes(US_ASCII);
  private static final int CHUNK = 1 << 20;

  private RunTimeScale() {}

  static boolean in(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in(in);
    }
  }

  static boolean in(byte[] graph) throws IOException {
    return in(new ByteArrayInputStream(graph));
  }

  // Names of operations stand in the file as they are.
  private static boolean in(InputStream in) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int kept = 0;
    for (int read = in.read(chunk); read > 0; read = in.read(chunk, kept, CHUNK - kept)) {
      int end = kept + read;
      int last = end - OPERATION.length;
      for (int i = 0; i <= last; i++) {
        if (chunk[i] == OPERATION[0] && standsAt(chunk, i)) {
          return true;
        }
      }
      kept = Math.min(end, OPERATION.length - 1);
      System.arraycopy(chunk, end - kept, chunk, 0, kept);
    }
    return false;
  }

  private static boolean standsAt(byte[] chunk, int from) {
    for (int i = 1; i < OPERATION.length; i++) {
      if (chunk[from + i] != OPERATION[i]) {
        return false;
      }
    }
    return true;
  }
}
