package pairmill.explorer.safe;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Limits that the operating system keeps this process to, from now until it ends.
public final class Limits {
  // The numbers of setrlimit(2): the first is the same everywhere, the others are Linux's.
  private static final int FILE_BYTES = 1;
  private static final int ADDRESS_SPACE_BYTES = 9;
  private static final Path SIZES = Path.of("/proc/self/status");
  private static final Pattern SIZE = Pattern.compile("VmSize:\\s*(\\d+) kB");
  private static final int LESS_URGENT = 5;

  private Limits() {}

  /// Lets this process write no file, take at most so much memory more than it has, and give way to
  /// others. What the system does not know of is left out.
  public static void keep(long memoryBytes) throws IOException {
    set(FILE_BYTES, 0);
    if (Files.isReadable(SIZES)) {
      Matcher size = SIZE.matcher(Files.readString(SIZES));
      if (size.find()) {
        set(ADDRESS_SPACE_BYTES, Long.parseLong(size.group(1)) * 1024 + memoryBytes);
      }
    }
    call("nice", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT), LESS_URGENT);
  }

  private static void set(int what, long bytes) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment softAndHard = arena.allocateFrom(ValueLayout.JAVA_LONG, bytes, bytes);
      call(
          "setrlimit",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS),
          what,
          softAndHard);
    }
  }

  @SuppressWarnings("restricted") // that is what it takes
  private static void call(String function, FunctionDescriptor shape, Object... arguments)
      throws IOException {
    Linker linker = Linker.nativeLinker();
    MethodHandle handle =
        linker.downcallHandle(linker.defaultLookup().findOrThrow(function), shape);
    try {
      if ((int) handle.invokeWithArguments(arguments) < 0) {
        throw new IOException(function + " failed");
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
