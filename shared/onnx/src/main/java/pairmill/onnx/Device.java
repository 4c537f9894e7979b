package pairmill.onnx;

/// What runs the graphs.
public enum Device {
  /// CUDA where onnxruntime has it and a GPU answers, else the CPU.
  AUTO,

  /// The cores of this machine.
  CPU,

  /// An NVIDIA GPU.
  CUDA,

  /// An NVIDIA GPU by TensorRT, which compiles each graph for minutes before the first batch.
  TENSORRT;

  boolean isGpu() {
    return this == CUDA || this == TENSORRT;
  }
}
