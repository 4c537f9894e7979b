package pairmill.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.io.IOException;

/// How onnxruntime runs the towers.
///
/// @param device never [Device#AUTO]
/// @param threads cores that work on one batch where the device is the CPU, 1 or more
/// @param batchSize samples that the device gets at once at most, 1 to 1,024
public record Onnx(Device device, int threads, int batchSize) {
  private static final int MOST = 1_024;

  /// A core embeds 10 pictures a second with ViT-B/32 in float32 whatever the batch, 4 to 32, and
  /// whether its threads share one batch or each has its own: so this one is small.
  private static final int BATCH_ON_CPU = 16;

  /// Not measured.
  private static final int BATCH_ON_GPU = 64;

  public Onnx {
    if (device == Device.AUTO) {
      throw new IllegalArgumentException("a device must be chosen: see Onnx.on");
    }
    if (threads < 1 || threads > MOST) {
      throw new IllegalArgumentException("%d threads, not 1 to %d".formatted(threads, MOST));
    }
    if (batchSize < 1 || batchSize > MOST) {
      throw new IllegalArgumentException("a batch of %d, not 1 to %d".formatted(batchSize, MOST));
    }
  }

  /// A device with all cores and the batch size that suits it.
  ///
  /// @throws IOException when the device is not there, or onnxruntime does not run here
  public static Onnx on(Device wanted) throws IOException {
    try {
      environment();
    } catch (LinkageError e) {
      throw new IOException("onnxruntime does not run on this machine: " + e.getMessage(), e);
    }
    Device device = wanted == Device.AUTO ? available() : wanted;
    try (SessionOptions _ = options(device, 1)) {
      int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST);
      return new Onnx(device, threads, device.isGpu() ? BATCH_ON_GPU : BATCH_ON_CPU);
    } catch (OrtException e) {
      throw new IOException(
          "onnxruntime cannot use %s here, where it has %s: %s"
              .formatted(device, OrtEnvironment.getAvailableProviders(), OrtSentence.of(e)),
          e);
    }
  }

  /// The same with another batch size.
  public Onnx withBatchSize(int size) {
    return new Onnx(device, threads, size);
  }

  /// The same with another number of threads.
  public Onnx withThreads(int count) {
    return new Onnx(device, count, batchSize);
  }

  /// Runtime, version and device, such as `onnxruntime 1.29.0 CPU`.
  public String name() {
    return version() + " " + device;
  }

  /// For graphs so small that a batch is no work for a GPU, nor for more than one core.
  Onnx small() {
    return new Onnx(Device.CPU, 1, batchSize);
  }

  static String version() {
    return "onnxruntime " + environment().getVersion();
  }

  /// The one environment of the process, which says nothing by itself: what goes wrong is thrown.
  static OrtEnvironment environment() {
    return Environment.ONLY;
  }

  SessionOptions options() throws OrtException {
    return options(device, threads);
  }

  private static Device available() {
    try (SessionOptions _ = options(Device.CUDA, 1)) {
      return Device.CUDA;
    } catch (OrtException _) {
      return Device.CPU;
    }
  }

  private static SessionOptions options(Device device, int threads) throws OrtException {
    environment();
    SessionOptions options = new SessionOptions();
    try {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // Threads that spin for work take the cores from those that decode.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      if (device == Device.TENSORRT) {
        addTensorRt(options);
      }
      if (device.isGpu()) {
        addCuda(options);
      }
      return options;
    } catch (OrtException e) {
      options.close();
      throw e;
    }
  }

  // Neither has been run on a GPU yet: written after the documentation.
  private static void addTensorRt(SessionOptions options) throws OrtException {
    try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions()) {
      options.addTensorrt(tensorRt);
    }
  }

  private static void addCuda(SessionOptions options) throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions()) {
      cuda.add("arena_extend_strategy", "kSameAsRequested");
      cuda.add("cudnn_conv_algo_search", "HEURISTIC");
      // Products of 10 bits would move similarities by more than PyTorch's answers allow.
      cuda.add("use_tf32", "0");
      options.addCUDA(cuda);
    }
  }

  private static final class Environment {
    static final OrtEnvironment ONLY = silent();

    private static OrtEnvironment silent() {
      Telemetry.off();
      return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "pairmill");
    }
  }
}
