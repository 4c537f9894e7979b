package pairmill.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What onnxruntime reports, as one clause without places in its source code.
final class OrtSentence {
  private static final int LONGEST = 200;
  private static final Pattern OPSET =
      Pattern.compile("Opset (\\d+) is under development.*till opset (\\d+)", Pattern.DOTALL);
  private static final Pattern FORMAT =
      Pattern.compile("IR version: (\\d+), max supported IR version: (\\d+)");
  private static final Pattern OPENING =
      Pattern.compile("^Error code - \\w+ - message: |^Load model from .{0,4096}? failed:\\s*");
  // A file, its line and the signature of a function.
  private static final Pattern PLACE =
      Pattern.compile("\\S+\\.(?:cc|h|cpp|cu):\\d+ (?:[^\\n]{0,2000}\\) (?:const )?|\\w+ )");

  private OrtSentence() {}

  static String of(OrtException failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure.getCode() == OrtErrorCode.ORT_INVALID_PROTOBUF) {
      return "it is not an ONNX graph, or it is damaged or cut short";
    }
    Matcher opset = OPSET.matcher(message);
    if (opset.find()) {
      return "it is of opset %s, and opsets up to %s are read"
          .formatted(opset.group(1), opset.group(2));
    }
    Matcher format = FORMAT.matcher(message);
    if (format.find()) {
      return "it is of format version %s, and versions up to %s are read"
          .formatted(format.group(1), format.group(2));
    }
    for (int i = 0; i < 2; i++) {
      message = OPENING.matcher(message).replaceFirst("");
    }
    return shown(PLACE.matcher(message).replaceAll(""));
  }

  /// A text from outside on one line, cut, and without anything that a terminal could obey.
  static String shown(String text) {
    String line = text.strip().replaceAll("\\s+", " ").replaceAll("[^ -~]", "?");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
