package pairmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the kernel says about the memory of this process.
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*([0-9]{1,15}) kB");

  private ProcessMemory() {}

  /// The most memory that this process has held so far, in bytes, natives included; null where the
  /// system does not tell.
  public static @Nullable Long peakBytes() {
    try {
      return Files.isReadable(STATUS) ? peakBytes(Files.readAllLines(STATUS)) : null;
    } catch (IOException e) {
      return null; // a number for people: nothing depends on it
    }
  }

  /// `VmHWM` of a status file, see proc_pid_status(5).
  static @Nullable Long peakBytes(List<String> status) {
    for (String line : status) {
      Matcher matcher = PEAK.matcher(line);
      if (matcher.matches()) {
        return Long.parseLong(matcher.group(1)) * 1024;
      }
    }
    return null;
  }
}
