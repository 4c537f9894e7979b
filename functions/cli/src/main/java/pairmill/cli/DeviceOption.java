package pairmill.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import pairmill.onnx.Device;
import pairmill.onnx.Onnx;
import picocli.CommandLine.Option;

/// The flag of the commands that run models.
public final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "What runs the models: cpu, cuda, tensorrt, or auto for cuda where a GPU answers, else cpu (default: ${DEFAULT-VALUE}).")
  public String name;

  /// True when a device is asked for by its name.
  public boolean named() {
    return device() != Device.AUTO;
  }

  /// The runtime on that device.
  ///
  /// @throws IOException when the device is not there
  public Onnx onnx() throws IOException {
    return Onnx.on(device());
  }

  /// The device that is asked for.
  public Device device() {
    for (Device each : Device.values()) {
      if (label(each).equals(name)) {
        return each;
      }
    }
    throw new WrongUseException(
        "--device must be %s, not %s"
            .formatted(
                Arrays.stream(Device.values())
                    .map(DeviceOption::label)
                    .collect(Collectors.joining(", ")),
                name));
  }

  private static String label(Device device) {
    return device.name().toLowerCase(Locale.ROOT);
  }
}
