package pairmill.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Keeps onnxruntime from reporting to its maker what is run where. Version 1.29.0 does so on Linux
/// by default, keeps an identifier of the machine in the user's cache, and ends the process when
/// the command line is longer than about 3,900 bytes. It asks its environment only, and before
/// anything can be set through its interface.
final class Telemetry {
  private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

  private Telemetry() {}

  /// Turns it off, if called before onnxruntime is loaded. Does nothing where the C library has no
  /// `setenv`.
  @SuppressWarnings("restricted") // onnxruntime itself needs native access
  static void off() {
    Linker linker = Linker.nativeLinker();
    MemorySegment address = linker.defaultLookup().find("setenv").orElse(MemorySegment.NULL);
    if (address.equals(MemorySegment.NULL)) {
      return;
    }
    MethodHandle setenv =
        linker.downcallHandle(address, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    int failed;
    try (Arena arena = Arena.ofConfined()) {
      failed = (int) setenv.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), 1);
    } catch (Throwable e) {
      throw new IllegalStateException(VARIABLE + " cannot be set", e);
    }
    if (failed != 0) {
      throw new IllegalStateException(VARIABLE + " cannot be set");
    }
  }
}
